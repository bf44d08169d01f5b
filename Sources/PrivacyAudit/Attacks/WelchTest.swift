/// Welch's t: how many standard errors two means are apart.
enum WelchTest {
    /// - Parameters:
    ///   - a: numbers, at least two different ones.
    ///   - b: others.
    static func t(_ a: [Double], _ b: [Double]) -> Double {
        let (first, second) = (moments(a), moments(b))
        return (first.mean - second.mean) / (first.error + second.error).squareRoot()
    }

    /// The mean, and the square of its standard error.
    private static func moments(_ numbers: [Double]) -> (mean: Double, error: Double) {
        let count = Double(numbers.count)
        let mean = numbers.reduce(0, +) / count
        let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, squares / (count - 1) / count)
    }
}
