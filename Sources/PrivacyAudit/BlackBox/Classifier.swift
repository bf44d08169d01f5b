internal import CPrivacyAudit

/// A learnt score of draws: high where they look as if they came from the first of two inputs (DP-Sniper: Bichsel and others
/// 2021). It only proposes events, so nothing depends on how good it is.
struct Classifier {
    private let learnt: dpk_classifier

    /// Learns from as many draws of each.
    init(_ first: Draws, _ second: Draws) {
        var learnt = dpk_classifier()
        // C reads `count` draws of `width` words each.
        unsafe first.words.withUnsafeBufferPointer { a in
            unsafe second.words.withUnsafeBufferPointer { b in
                unsafe dpk_classifier_train(
                    &learnt, first.isReal ? 1 : 0, a.baseAddress, b.baseAddress, first.width,
                    min(first.count, second.count))
            }
        }
        self.learnt = learnt
    }

    func withLearnt<Result>(_ body: (UnsafePointer<dpk_classifier>) -> Result) -> Result {
        unsafe withUnsafePointer(to: learnt) { unsafe body($0) }
    }
}
