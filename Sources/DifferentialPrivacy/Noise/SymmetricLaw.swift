/// A law on the integers that is symmetric around 0, for displays and intervals: nothing here decides a probability.
protocol SymmetricLaw {
    /// The least integer radius with P(|Z| > radius) <= probability.
    ///
    /// - Parameter probability: greater than 0, at most 1.
    func radius(leaving probability: Double) -> Double
}

extension SymmetricLaw {
    /// The least integer radius with P(|Z| <= radius) >= level.
    ///
    /// - Parameter level: between 0 and 1, exclusive.
    func radius(covering level: Double) -> Double { radius(leaving: 1 - level) }

    /// The least integer k with P(Z <= k) >= probability.
    ///
    /// - Parameter probability: between 0 and 1, exclusive.
    func quantile(_ probability: Double) -> Double { quantileBySymmetry(probability) }

    func quantileBySymmetry(_ probability: Double) -> Double {
        checkProbability(probability)
        guard probability < 0.5 else { return radius(leaving: 2 * (1 - probability)) }
        // P(Z <= −r) = P(|Z| > r − 1)/2, so the largest r for which that is at least the probability is the least with
        // P(|Z| > r)/2 below it. Small probabilities keep their digits.
        return 0 - radius(leaving: (2 * probability).nextDown)
    }
}

func checkProbability(_ probability: Double) {
    precondition(probability > 0 && probability < 1, "a probability lies between 0 and 1")
}
