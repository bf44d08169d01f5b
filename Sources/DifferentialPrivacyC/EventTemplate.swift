internal import DifferentialPrivacy
internal import PrivacyAccounting

/// An event's canonical text with question marks where a number is sought; `3/?` is 3 divided by it.
struct EventTemplate {
    private struct Place {
        var textBefore: String
        /// What is divided by the number, if anything.
        var dividend: Rational?
    }

    private var places: [Place] = []
    private let textBehind: String
    /// Whether the number is the rate of a sample, which is at most 1.
    let isRate: Bool

    init(_ text: String) throws(Failure) {
        var pieces = text.split(separator: "?", omittingEmptySubsequences: false)
        textBehind = String(pieces.removeLast())
        isRate = text.contains("rate=?")
        guard !pieces.isEmpty else { throw Failure(EventFormError.notCanonical) }
        for piece in pieces {
            let digits = piece.dropLast().reversed().prefix { "0" <= $0 && $0 <= "9" }.reversed()
            if piece.hasSuffix("/"), let dividend = Int(String(digits)) {
                let before = String(piece.dropLast(1 + digits.count))
                places.append(Place(textBefore: before, dividend: Rational(dividend)))
            } else {
                places.append(Place(textBefore: String(piece)))
            }
        }
        // A first reading, so that what is wrong elsewhere is said.
        _ = try Event(text: self.text(.one))
    }

    /// The event with this number.
    ///
    /// - Parameter number: greater than 0.
    func event(_ number: Rational) throws(AccountingError) -> PrivacyEvent {
        do {
            return try PrivacyEvent(canonicalText: text(number))
        } catch {
            throw .impossibleEvent
        }
    }

    private func text(_ number: Rational) -> String {
        places.reduce("") { text, place in
            text + place.textBefore + (place.dividend.map { $0 / number } ?? number).description
        } + textBehind
    }
}
