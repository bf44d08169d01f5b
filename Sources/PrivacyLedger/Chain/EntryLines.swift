import DifferentialPrivacy

/// Reads an entry's lines one after another; a line that isn't what is wanted stays.
struct EntryLines {
    private var lines: ArraySlice<Substring>

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        // The last line ends with a line feed, too.
        if lines.last == "" { lines.removeLast() }
    }

    var isAtEnd: Bool { lines.isEmpty }

    /// The words after the line's name, if there are that many.
    mutating func next(_ name: String, words: Int) -> [Substring]? {
        guard let line = lines.first else { return nil }
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == words + 1, parts[0] == name else { return nil }
        lines.removeFirst()
        return Array(parts.dropFirst())
    }

    mutating func text(_ name: String) -> String? {
        next(name, words: 1).flatMap { Escaped(escaped: $0[0])?.text }
    }

    mutating func bytes(_ name: String, count: Int) -> [UInt8]? {
        next(name, words: 1).flatMap { Hexadecimal(hexadecimal: $0[0]) }
            .flatMap { $0.bytes.count == count ? $0.bytes : nil }
    }

    /// All amounts that follow under this name.
    mutating func amounts(_ name: String) -> [PrivacyAmount] {
        var amounts: [PrivacyAmount] = []
        while let words = next(name, words: 2), let amount = PrivacyAmount(words) {
            amounts.append(amount)
        }
        return amounts
    }

    /// All costs that follow under this name, those of one account together.
    mutating func costs(_ name: String) -> [AccountCost] {
        var costs: [AccountCost] = []
        while let words = next(name, words: 3), let account = Escaped(escaped: words[0])?.text,
            let amount = PrivacyAmount(Array(words.dropFirst()))
        {
            if let last = costs.last, last.account == account {
                costs[costs.count - 1] = AccountCost(
                    account: account, amounts: last.amounts + [amount])
            } else {
                costs.append(AccountCost(account: account, amounts: [amount]))
            }
        }
        return costs
    }
}

extension PrivacyAmount {
    /// The amount of a measure's name and a number of units.
    fileprivate init?(_ words: [Substring]) {
        guard let measure = PrivacyMeasure(String(words[0])), let units = Int64(words[1]),
            units >= 0
        else { return nil }
        self.init(measure, units: units)
    }
}

extension Adjacency {
    /// What it is called in entries.
    var name: String {
        switch self {
        case .addRemove: "add-remove"
        case .replaceOne: "replace-one"
        case .local: "local"
        }
    }

    init?(name: some StringProtocol) {
        switch name {
        case "add-remove": self = .addRemove
        case "replace-one": self = .replaceOne
        case "local": self = .local
        default: return nil
        }
    }
}
