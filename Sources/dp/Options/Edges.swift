import ArgumentParser

/// The edges of a histogram's bins.
struct Edges: Sendable {
    private let numbers: [Double]

    /// - Throws: `ValidationError` unless the text is two or more increasing numbers, separated by commas.
    init(_ text: String) throws {
        numbers = try text.split(separator: ",", omittingEmptySubsequences: false).map {
            try decimalArgument(String($0))
        }
        let increases = zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
        guard numbers.count >= 2, increases else {
            throw ValidationError("give two or more increasing numbers, such as 10,18.5,25,30,60")
        }
    }

    /// What the bins are called.
    var names: [String] {
        zip(numbers, numbers.dropFirst()).map { "\(shortest($0)) to \(shortest($1))" }
    }

    /// The bin of a value: from its lower edge up to its upper one, the last bin's upper edge included. Nil outside.
    func bin(of value: Double) -> Int? {
        guard value >= numbers[0], value <= numbers[numbers.count - 1] else { return nil }
        var (low, high) = (0, numbers.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if value < numbers[middle] { high = middle } else { low = middle }
        }
        return low
    }
}
