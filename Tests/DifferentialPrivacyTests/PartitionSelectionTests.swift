import DifferentialPrivacy
import Testing

@Suite struct PartitionSelectionTests {
    typealias Geometric = TruncatedGeometricPartitionSelection
    typealias Laplace = LaplacePartitionSelection
    typealias Gaussian = GaussianPartitionSelection

    /// All three, with the same parameters.
    static func strategies(
        epsilon: Double, delta: Double, partitions: Int = 1, pre: Int = 1
    ) throws -> [any PartitionSelection] {
        [
            try Geometric(
                epsilon: epsilon, delta: delta, maxPartitionsContributed: partitions,
                preThreshold: pre),
            try Laplace(
                epsilon: epsilon, delta: delta, maxPartitionsContributed: partitions,
                preThreshold: pre),
            try Gaussian(
                epsilon: epsilon, delta: delta, maxPartitionsContributed: partitions,
                preThreshold: pre),
        ]
    }

    @Test func publishedProbabilitiesOfTheTruncatedGeometric() throws {
        let strategy = try Geometric(epsilon: 0.5, delta: 0.02)
        #expect(abs(strategy.probabilityOfKeep(6) - 0.58840484458) < 1e-10)
        #expect(abs(strategy.probabilityOfKeep(8) - 0.86807080625) < 1e-10)
        #expect(strategy.probabilityOfKeep(1) == 0.02)
        let small = try Geometric(epsilon: 1, delta: 1e-5)
        #expect(abs(small.probabilityOfKeep(10) - 0.12818308050524607) < 1e-12)
    }

    /// Google's threshold is that of the continuous law; the grid's is next to it, and its tail is at most δ.
    @Test func publishedThresholdOfLaplaceNoise() throws {
        let strategy = try Laplace(epsilon: 1, delta: 1e-5)
        #expect(strategy.threshold <= 11.819778284410283 * (1 + 1e-9))
        #expect(strategy.threshold >= 11.819778284410283 * (1 - 1e-9))
        #expect(strategy.probabilityOfKeep(1) <= 1e-5)
        #expect(strategy.probabilityOfKeep(1) > 1e-5 * (1 - 1e-11))
        #expect(abs(strategy.probabilityOfKeep(10) - 0.08103083927575383) < 1e-10)
        #expect(strategy.granularity == 0x1p-40)
    }

    /// Google's is 18.1597, its calibration's slack included.
    @Test func exactThresholdOfGaussianNoise() throws {
        let strategy = try Gaussian(epsilon: 1, delta: 1e-5)
        #expect(abs(strategy.threshold - 18.15692349626856) < 1e-9)
        #expect(strategy.probabilityOfKeep(1) <= 5e-6)
        #expect(strategy.probabilityOfKeep(1) > 5e-6 * (1 - 1e-8))
        #expect(strategy.probabilityOfKeep(10) > 0.0178 && strategy.probabilityOfKeep(10) < 0.0179)
    }

    /// A partition of the least size passes all of the partitions of a unit with probability at most δ (half of it where
    /// noise takes the other half).
    @Test(
        arguments: [(1.0, 1e-5), (0.1, 1e-9), (3.0, 0.3), (1.0, 0.9), (20.0, 1e-300)], [1, 2, 7])
    func theLeastPartitionIsHardlyEverKept(privacy: (Double, Double), partitions: Int) throws {
        let (epsilon, delta) = privacy
        for strategy in try Self.strategies(epsilon: epsilon, delta: delta, partitions: partitions)
        {
            let isGaussian = strategy is Gaussian
            let each = strategy.probabilityOfKeep(1)
            let all = 1 - (0..<partitions).reduce(1.0) { product, _ in product * (1 - each) }
            let promised = isGaussian ? delta / 2 : delta
            if delta > 1e-12 { #expect(abs(all - promised) < promised * 1e-6) }
            #expect(each <= promised && each >= promised / Double(partitions) * (1 - 1e-6))
            #expect(strategy.probabilityOfKeep(0) == 0)
            #expect(strategy.event.epsilon == Rational(decimal: epsilon))
            #expect(strategy.event.delta == Rational(decimal: delta))
        }
    }

    @Test func aPreThresholdShiftsEverything() throws {
        let plain = try Self.strategies(epsilon: 1, delta: 1e-3)
        let shifted = try Self.strategies(epsilon: 1, delta: 1e-3, pre: 40)
        for (a, b) in zip(plain, shifted) {
            for n in 0...30 {
                #expect(
                    a.probabilityOfKeep(n) == b.probabilityOfKeep(n + 39), "\(type(of: a)) \(n)")
            }
            #expect(b.probabilityOfKeep(39) == 0 && b.preThreshold == 40)
            for _ in 0..<100 { #expect(!b.shouldKeep(39)) }
        }
        let laplace = try (
            Laplace(epsilon: 1, delta: 1e-3), Laplace(epsilon: 1, delta: 1e-3, preThreshold: 40)
        )
        #expect(laplace.0.threshold + 39 == laplace.1.threshold)
    }

    @Test func noisedValuesLieAboveTheThreshold() throws {
        for (epsilon, delta) in [(1.0, 0.3), (0.01, 0.1), (50.0, 0.4), (1e6, 0.2), (1e300, 0.5)] {
            let laplace = try Laplace(epsilon: epsilon, delta: delta)
            let gaussian = try Gaussian(epsilon: epsilon, delta: delta)
            var kept = 0
            for n in 0..<300 {
                if let value = laplace.noisedValueIfShouldKeep(n % 6) {
                    #expect(value >= laplace.threshold && n % 6 > 0)
                    #expect(value / laplace.granularity == (value / laplace.granularity).rounded())
                    kept += 1
                }
                if let value = gaussian.noisedValueIfShouldKeep(n % 6) {
                    #expect(value > gaussian.threshold && n % 6 > 0)
                    kept += 1
                }
            }
            #expect(kept > 0)
        }
    }

    /// Numbers of any size, negative ones too.
    @Test func everyCountHasAnAnswer() throws {
        for pre in [1, 5, Int.max] {
            for epsilon in [0x1p-50, 1e-9, 1, 1e5, 1e17, 1e308] {
                for strategy in try Self.strategies(epsilon: epsilon, delta: 1e-5, pre: pre) {
                    for n in [Int.min, -1, 0, pre - 1] {
                        #expect(!strategy.shouldKeep(n))
                        #expect(strategy.probabilityOfKeep(n) == 0)
                    }
                    _ = strategy.shouldKeep(pre)
                    #expect(strategy.probabilityOfKeep(pre) <= 1e-5)
                    if epsilon >= 1e-9, pre < 10 {
                        #expect(strategy.shouldKeep(.max))
                        #expect(strategy.probabilityOfKeep(.max) == 1)
                    }
                    if epsilon >= 1e5, pre < 10 {
                        // Hardly any noise: one unit more and the partition is kept.
                        #expect(strategy.shouldKeep(pre + 1))
                    }
                }
            }
        }
        let many = try Geometric(epsilon: 1, delta: 1e-5, maxPartitionsContributed: .max)
        #expect(!many.shouldKeep(10))
        #expect(many.probabilityOfKeep(1) > 0)
    }

    @Test func deltaZeroKeepsNothingAndDeltaOneKeepsAll() throws {
        let never: [any PartitionSelection] = [
            try Geometric(epsilon: 1, delta: 0), try Laplace(epsilon: 1, delta: 0),
        ]
        for strategy in never {
            for n in [0, 1, 1000, Int.max] {
                #expect(!strategy.shouldKeep(n) && strategy.probabilityOfKeep(n) == 0)
            }
        }
        for strategy in try Self.strategies(epsilon: 1, delta: 1, pre: 2).prefix(2) {
            for n in 0..<20 {
                #expect(strategy.shouldKeep(n) == (n >= 2))
                #expect(strategy.probabilityOfKeep(n) == (n >= 2 ? 1 : 0))
            }
        }
        #expect(try Laplace(epsilon: 1, delta: 0).threshold == .infinity)
        #expect(try Laplace(epsilon: 1, delta: 1).threshold == -.infinity)
        #expect(try Laplace(epsilon: 1, delta: 0).noisedValueIfShouldKeep(50) == nil)
        #expect(try Laplace(epsilon: 1, delta: 1).noisedValueIfShouldKeep(50) != nil)
        // Half of δ goes to the threshold: a partition of the least size is kept half of the times.
        #expect(abs(try Gaussian(epsilon: 1, delta: 1).probabilityOfKeep(1) - 0.5) < 1e-9)
        let error = #expect(throws: ParameterError.self) { _ = try Gaussian(epsilon: 1, delta: 0) }
        #expect(error?.parameter == .delta && error?.rule == .finiteAndPositive)
    }

    /// The threshold's sign turns where δ' passes 1/2, not where δ does (Google's C++ takes δ).
    @Test func largeDeltasOfSeveralPartitions() throws {
        let one = try Laplace(epsilon: 1, delta: 0.6)
        #expect(one.threshold < 1)
        let three = try Laplace(epsilon: 1, delta: 0.6, maxPartitionsContributed: 3)
        #expect(three.threshold > 1)
        #expect(abs(three.probabilityOfKeep(1) - 0.2631937) < 1e-7)
    }

    @Test func whatIsRefused() {
        let refused: [(Double, Double, Int, Int, ParameterError.Parameter, ParameterError.Rule)] = [
            (0, 0.1, 1, 1, .epsilon, .finiteAndPositive),
            (.nan, 0.1, 1, 1, .epsilon, .finiteAndPositive),
            (1, -0.1, 1, 1, .delta, .fromZeroToOne), (1, 1.1, 1, 1, .delta, .fromZeroToOne),
            (1, .nan, 1, 1, .delta, .fromZeroToOne),
            (1, 0.1, 0, 1, .maxPartitionsContributed, .atLeastOne),
            (1, 0.1, 1, 0, .preThreshold, .atLeastOne),
            (1, 0.1, 1, -3, .preThreshold, .atLeastOne),
        ]
        for (epsilon, delta, partitions, pre, parameter, rule) in refused {
            let makers: [() throws -> Void] = [
                {
                    _ = try Geometric(
                        epsilon: epsilon, delta: delta, maxPartitionsContributed: partitions,
                        preThreshold: pre)
                },
                {
                    _ = try Laplace(
                        epsilon: epsilon, delta: delta, maxPartitionsContributed: partitions,
                        preThreshold: pre)
                },
                {
                    _ = try Gaussian(
                        epsilon: epsilon, delta: delta, maxPartitionsContributed: partitions,
                        preThreshold: pre)
                },
            ]
            for make in makers {
                let error = #expect(throws: ParameterError.self) { try make() }
                #expect(error?.parameter == parameter && error?.rule == rule)
            }
        }
        for make: () throws -> Void in [
            { _ = try Laplace(epsilon: 1, delta: 0.1, maxPartitionsContributed: .max) },
            { _ = try Gaussian(epsilon: 0x1p-50, delta: 1e-300, maxPartitionsContributed: .max) },
        ] {
            let error = #expect(throws: ParameterError.self) { try make() }
            #expect(error?.rule == .noiseNotTooLarge)
        }
    }

    @Test func equalParametersMakeEqualStrategies() throws {
        #expect(try Geometric(epsilon: 1, delta: 0.1) == Geometric(epsilon: 1, delta: 0.1))
        #expect(try Geometric(epsilon: 1, delta: 0.1) != Geometric(epsilon: 1, delta: 0.2))
        #expect(try Laplace(epsilon: 1, delta: 0.1) == Laplace(epsilon: 1, delta: 0.1))
        #expect(
            try Laplace(epsilon: 1, delta: 0.1) != Laplace(epsilon: 1, delta: 0.1, preThreshold: 2))
        #expect(try Gaussian(epsilon: 1, delta: 0.1) == Gaussian(epsilon: 1, delta: 0.1))
        #expect(
            Set([try Geometric(epsilon: 1, delta: 0.1), try Geometric(epsilon: 1, delta: 0.1)])
                .count == 1)
        #expect(try Laplace(epsilon: 1, delta: 0.1, constantTime: true).constantTime)
    }
}
