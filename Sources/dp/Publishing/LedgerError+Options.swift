import PrivacyLedger

extension LedgerError {
    /// The ledger's sentence, with what would fit in the words of the options.
    var inOptions: String {
        guard case .exhausted(_, let asked, let left) = self, !left.isEmpty else {
            return "\(self)"
        }
        let others = zip(asked, left).dropFirst()
        if left[0].measure == .epsilon, left[0].units > 0,
            others.allSatisfy({ $0.units <= $1.units })
        {
            return "\(self); --epsilon \(left[0].decimal) would fit"
        }
        if left.allSatisfy({ $0.units > 0 }) {
            let amounts = left.map(\.description).joined(separator: ", ")
            return "\(self); what costs \(amounts) or less would fit"
        }
        return "\(self); nothing like it fits"
    }

    /// The status to end with: 77 for a refusal, 74 where the ledger can't be kept or read.
    var status: Int32 {
        switch self {
        case .store, .damaged: 74
        default: 77
        }
    }
}
