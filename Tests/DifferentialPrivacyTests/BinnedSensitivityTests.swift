import Testing

@testable import DifferentialPrivacy

/// Whatever bounds are chosen, one entry more moves the exact integers by at most what the noise is calibrated to.
@Suite struct BinnedSensitivityTests {
    static func real(_ source: inout TestWords) -> Double {
        let sign: Double = source.next() % 2 == 0 ? 1 : -1
        switch source.next() % 12 {
        case 0: return ExactSensitivityTests.odd.randomElement(using: &source)!
        case 1: return Double(bitPattern: source.next())
        case 2:
            return sign
                * Double(
                    sign: .plus, exponent: Int.random(in: -500...500, using: &source),
                    significand: 1)
        case 3: return sign * Double.random(in: 0...0x1p-40, using: &source)
        default:
            let exponent = Int.random(in: -6...6, using: &source)
            return sign
                * Double(
                    sign: .plus, exponent: exponent,
                    significand: Double.random(in: 1...2, using: &source))
        }
    }

    static func integer(_ source: inout TestWords) -> Int {
        source.next() % 6 == 0
            ? [Int.min, .max, 0, 1, -1].randomElement(using: &source)!
            : Int(truncatingIfNeeded: source.next()) >> Int.random(in: 0...63, using: &source)
    }

    /// Bounds around some of the entries' bins, or anywhere.
    static func range(_ layout: _BinLayout, _ source: inout TestWords) -> BinRange {
        let middle = layout.binsPerSign + (layout.isInteger ? 0 : -layout.least)
        let anywhere = source.next() % 4 == 0
        func bin() -> Int {
            if anywhere { return Int.random(in: 0..<layout.bins, using: &source) }
            // About 1, or about −1, whose bins lie as far from the other end.
            let bin = middle + Int.random(in: -8...8, using: &source)
            let inside = min(max(bin, 0), layout.bins - 1)
            return source.next() % 2 == 0 ? inside : layout.bins - 1 - inside
        }
        let ends = [bin(), bin()].sorted()
        return BinRange(layout: layout, first: ends[0], last: ends[1])
    }

    /// A walk of so many entries, each step of which leads to a neighbour.
    static func walk<S: NumericAggregation & ExactRelease>(
        _ type: S.Type, steps: Int, epsilon: Double, seed: UInt64,
        _ entry: (inout TestWords) -> S.Entry
    ) throws {
        var source = TestWords(state: seed)
        let description = try S.automaticBounds(epsilon: epsilon)
        for _ in 0..<max(1, steps / 50) {
            let chosen = Self.range(S.Entry._bins, &source)
            let range = S._isCentred ? chosen : chosen.symmetric
            let statistic = description.statistic(within: range)
            guard case .laplace(let plan) = statistic.noisePlan.law else { return }
            var state = description._emptyState
            func totals() -> [Int128] {
                statistic.noisePlanTotals(
                    state.clamped(to: range, exponent: statistic._grid.exponent)
                ).map { $0.roundedDivision(byPowerOfTwo: plan.coarsening) }
            }
            var before = totals()
            for _ in 0..<50 {
                let entry = entry(&source)
                description._add(entry, to: &state)
                let after = totals()
                let distance = zip(before, after).reduce(Int128(0)) { $0 + abs($1.0 - $1.1) }
                #expect(Rational(distance) <= plan.l1Sensitivity, "\(entry) in \(range)")
                before = after
            }
            #expect(description._isPossible(state))
            #expect(
                plan.l1Sensitivity / Rational(exactly: plan.scale) <= Rational(decimal: epsilon / 2)
            )
        }
    }

    /// 10^4 neighbours in all: three statistics, four number types, four ε.
    @Test(arguments: [0.1, 1, 1e6, 1e-6])
    func anEntryMovesSumsByNoMoreThanDeclared(epsilon: Double) throws {
        try Self.walk(BoundedSum<Double>.self, steps: 300, epsilon: epsilon, seed: 1, Self.real)
        try Self.walk(BoundedSum<Float>.self, steps: 200, epsilon: epsilon, seed: 2) {
            Float(Self.real(&$0))
        }
        try Self.walk(BoundedSum<Int>.self, steps: 200, epsilon: epsilon, seed: 3, Self.integer)
        try Self.walk(BoundedSum<Int32>.self, steps: 200, epsilon: epsilon, seed: 4) {
            Int32(truncatingIfNeeded: Self.integer(&$0))
        }
    }

    @Test(arguments: [0.1, 1, 1e6, 1e-6])
    func anEntryMovesPairsByNoMoreThanDeclared(epsilon: Double) throws {
        try Self.walk(BoundedMean<Double>.self, steps: 300, epsilon: epsilon, seed: 5, Self.real)
        try Self.walk(BoundedMean<Float>.self, steps: 200, epsilon: epsilon, seed: 6) {
            Float(Self.real(&$0))
        }
        try Self.walk(BoundedMean<Int>.self, steps: 200, epsilon: epsilon, seed: 7, Self.integer)
        try Self.walk(BoundedMean<Int32>.self, steps: 200, epsilon: epsilon, seed: 8) {
            Int32(truncatingIfNeeded: Self.integer(&$0))
        }
    }

    @Test(arguments: [0.1, 1, 1e6, 1e-6])
    func anEntryMovesTriplesByNoMoreThanDeclared(epsilon: Double) throws {
        try Self.walk(
            BoundedVariance<Double>.self, steps: 300, epsilon: epsilon, seed: 9, Self.real)
        try Self.walk(BoundedVariance<Float>.self, steps: 200, epsilon: epsilon, seed: 10) {
            Float(Self.real(&$0))
        }
        try Self.walk(
            BoundedVariance<Int>.self, steps: 200, epsilon: epsilon, seed: 11, Self.integer)
        try Self.walk(BoundedVariance<Int32>.self, steps: 200, epsilon: epsilon, seed: 12) {
            Int32(truncatingIfNeeded: Self.integer(&$0))
        }
    }

    /// One entry is in one bin: the noisy counts move by 1 in L1 norm.
    @Test func anEntryIsInOneBin() throws {
        var source = TestWords(state: 13)
        let bounds = try ApproxBounds<Double>(epsilon: 1)
        var state = bounds._emptyState
        for _ in 0..<2000 {
            let before = state
            let entry = Self.real(&source)
            bounds._add(entry, to: &state)
            let moved = zip(before.words, state.words).reduce(0) { $0 + ($1.1 - $1.0) }
            #expect(moved == (entry.isNaN ? 0 : 1))
        }
    }

    /// Totals of integers are those of declared bounds, number for number.
    @Test func integersHaveTheTotalsOfDeclaredBounds() throws {
        var source = TestWords(state: 14)
        let entries = (0..<300).map { _ in Self.integer(&source) >> 30 }
        for _ in 0..<100 {
            let range = Self.range(Int._bins, &source)
            let automatic = try BoundedVariance<Int>.automaticBounds(epsilon: 1)
            let statistic = automatic.statistic(within: range)
            guard statistic._grid.exponent == 0 else { continue }
            let declared = try BoundedVariance<Int>(
                epsilon: 0.5, lowerBound: statistic.lowerBound, upperBound: statistic.upperBound)
            var state = automatic._emptyState
            for entry in entries { automatic._add(entry, to: &state) }
            var accumulator = declared.makeAccumulator()
            accumulator.addEntries(entries)
            let summary = accumulator.summary()
            let totals = statistic.exactTotals(state.clamped(to: range, exponent: 0))
            #expect(totals == declared.exactTotals(summary.state))
            #expect(statistic.event == declared.event)
        }
    }

    // The planted errors: each of the two is needed.

    /// 4 · 2^-46 of the upper bound, at which a bin edge is one of the grid's steps.
    private func quarters() throws -> (BoundedVariance<Double>, BinRange, Double) {
        let description = try BoundedVariance<Double>.automaticBounds(epsilon: 1e6)
        let zero = Double._bins.binsPerSign
        let range = BinRange(layout: Double._bins, first: zero, last: zero + 478)
        let statistic = description.statistic(within: range)
        let step = Double(sign: .plus, exponent: statistic._grid.exponent, significand: 1)
        return (statistic, range, step / 4)
    }

    /// Without the allowance for squares that are rounded apart from the sum the triple would move too far.
    @Test func squaresThatDoNotMatchNeedTheirAllowance() throws {
        let (statistic, range, quarter) = try quarters()
        var state = _BinTotals(Double._bins, width: 5)
        var totals: [[Int128]] = []
        for _ in 0...8 {
            totals.append(
                statistic.exactTotals(state.clamped(to: range, exponent: statistic._grid.exponent)))
            withUnsafePointer(to: quarter) {
                state.add(UnsafeBufferPointer(start: $0, count: 1), capacity: 100)
            }
        }
        let width = statistic._grid.width
        let moved = zip(totals[7], totals[8]).map { $1 - $0 }
        #expect(moved == [width * width + 1, -2, 1])
        // More than K² is moved: what is paid allows for it.
        guard case .laplace(let plan) = statistic.plan.law else { return }
        #expect(
            plan.l1Sensitivity * Rational(1).scaled(byPowerOfTwo: plan.coarsening)
                > Rational(width * width + 4))
    }

    /// Halves rounded to even would move a total past the bounds' indices: from 2½ steps, down to 2, by an entry of one
    /// step to 3½, up to 4.
    @Test func halvesAreRoundedUpSoThatAnEntryMovesNoMoreThanItsIndex() throws {
        let (_, range, _) = try quarters()
        var state = _BinTotals(Double._bins, width: 5)
        func sum(after entries: [Double]) -> Int128 {
            entries.withUnsafeBufferPointer { state.add($0, capacity: 100) }
            return state.clamped(to: range, exponent: 0).sum
        }
        #expect(sum(after: [0.75, 0.75, 1]) == 3)
        #expect(sum(after: [1]) == 4)
    }
}
