/// Basic composition: the ε add up, the δ add up, exactly. With a δ limit of 0 it is the pure filter.
///
/// Valid for adaptively chosen parameters (Rogers, Roth, Ullman, Vadhan 2016, "Privacy odometers and filters", section
/// 3: basic composition needs no correction).
public struct BasicFilter: PrivacyFilter, Hashable {
    public let adjacency: Adjacency
    public private(set) var left: PrivacyCost

    /// A limit on the sum of ε and on the sum of δ; each means the shortest decimal that reads back as it.
    ///
    /// - Parameters:
    ///   - epsilon: finite and greater than 0.
    ///   - delta: at least 0 and below 1; with 0 only pure releases fit.
    ///   - adjacency: which neighbours the counted events speak of.
    /// - Throws: ``ParameterError``.
    public init(
        epsilon: Double, delta: Double = 0, adjacency: Adjacency = .addRemove
    ) throws(ParameterError) {
        guard epsilon.isFinite, epsilon > 0 else {
            throw ParameterError(.epsilon, .finiteAndPositive, .number(epsilon))
        }
        guard delta >= 0, delta < 1 else {
            throw ParameterError(.delta, .probabilityBelowOne, .number(delta))
        }
        self.adjacency = adjacency
        left = PrivacyCost(epsilon: Rational(decimal: epsilon), delta: Rational(decimal: delta))
    }

    public mutating func spend(_ event: PrivacyEvent) throws(BudgetError) {
        guard event.adjacency == adjacency else {
            throw .differentAdjacency(asked: event.adjacency, budget: adjacency)
        }
        guard event.isPossible else { throw .impossibleEvent }
        let asked = PrivacyCost(epsilon: event.epsilon, delta: event.delta)
        guard asked.delta < .one else { throw .unboundedEvent }
        guard asked.epsilon <= left.epsilon, asked.delta <= left.delta else {
            throw .exhausted(asked: asked, left: left)
        }
        left = PrivacyCost(
            epsilon: left.epsilon - asked.epsilon, delta: left.delta - asked.delta)
    }
}
