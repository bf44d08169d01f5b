/// The messages in which Google's differential privacy library stores what its accumulators hold: package
/// `differential_privacy`, files proto/summary.proto and proto/data.proto.
///
/// A message type keeps every field that Google declares, so what is read is written again. Which of them the C++ library
/// (and so python-dp 1.1.5) fills is said at each; the others are Java's.
enum Google {
    /// Which noise the writer meant to draw. Raw values of the format.
    enum Mechanism: Int32 {
        case unknown = 0
        case laplace = 1
        case gaussian = 2
        case discreteLaplace = 3
        case none = 5
    }
}
