/// Spearman's coefficient.
enum RankCorrelation {
    /// - Parameters:
    ///   - a: numbers.
    ///   - b: as many others.
    static func spearman(_ a: [Double], _ b: [Double]) -> Double {
        let (a, b) = (ranks(a), ranks(b))
        let middle = Double(a.count - 1) / 2
        var (both, first, second) = (0.0, 0.0, 0.0)
        for index in a.indices {
            both += (a[index] - middle) * (b[index] - middle)
            first += (a[index] - middle) * (a[index] - middle)
            second += (b[index] - middle) * (b[index] - middle)
        }
        return both / (first * second).squareRoot()
    }

    /// Equal numbers share the middle of their ranks.
    private static func ranks(_ numbers: [Double]) -> [Double] {
        let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
        var ranks = [Double](repeating: 0, count: numbers.count)
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, numbers[order[end]] == numbers[order[start]] { end += 1 }
            for place in start..<end { ranks[order[place]] = Double(start + end - 1) / 2 }
            start = end
        }
        return ranks
    }
}
