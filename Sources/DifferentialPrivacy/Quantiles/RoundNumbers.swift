// The numbers that people write: multiples of powers of ten. A leaf is released as the roundest number in it, so that data
// recorded with few digits come back as recorded; which number that is depends on the leaf and the bounds alone.

/// The powers of ten that matter between some bounds, for floating-point numbers.
struct DecimalLadder {
    /// 10^finest is the least at or above the width of a leaf, 10^coarsest the largest that isn't above the range.
    let finest: Int
    let coarsest: Int

    /// 10^0 ... 10^22 are doubles.
    private static let powers = (0..<22).reduce(into: [1.0]) { powers, _ in
        powers.append(powers.last! * 10)
    }

    /// Nil where 10^22 or 53 bits don't suffice; such bounds have no round numbers.
    init?(_ grid: _LeafGrid) {
        let range = grid.realUpper - grid.realLower
        let width = range / Double(grid.leaves)
        guard let finest = (-20...22).first(where: { Self.multiple(1, $0) >= width }),
            let coarsest = (-22...22).last(where: { Self.multiple(1, $0) <= range }),
            let largest = [abs(grid.realLower), abs(grid.realUpper)].max(),
            Self.multiple(1, -22) < width, coarsest < 22,
            Self.multiple(largest, 2 - finest) < 0x1p52
        else { return nil }
        (self.finest, self.coarsest) = (finest, coarsest)
    }

    /// m · 10^power, rounded once for a whole `m` below 2^53.
    static func multiple(_ m: Double, _ power: Int) -> Double {
        if power < -22 || power > 22 { return power < 0 ? 0 : .infinity }
        return power < 0 ? m / powers[-power] : m * powers[power]
    }
}

extension Double {
    public static func _roundNumber(inLeaf leaf: Int, of grid: _LeafGrid) -> Double {
        let start = grid.start(ofLeaf: leaf)
        if let ladder = DecimalLadder(grid) {
            // A hundredth of a leaf is the finest that is tried, so that one of them lies in the leaf for sure.
            for power in stride(from: ladder.coarsest, through: ladder.finest - 2, by: -1) {
                let first = DecimalLadder.multiple(start, -power).rounded(.up)
                for m in [first - 1, first, first + 1] {
                    let number = DecimalLadder.multiple(m, power)
                    if grid.realLower <= number, number <= grid.realUpper,
                        grid.leaf(ofReal: number) == leaf
                    {
                        return number == 0 ? 0 : number
                    }
                }
            }
        }
        return start / 2 + grid.start(ofLeaf: leaf + 1) / 2
    }

    public static func _forEachRoundNumber(
        on grid: _LeafGrid, _ body: (_ leaf: Int, _ level: Int) -> Void
    ) {
        guard let ladder = DecimalLadder(grid), ladder.finest <= ladder.coarsest else { return }
        for power in ladder.finest...ladder.coarsest {
            var m = DecimalLadder.multiple(grid.realLower, -power).rounded(.up)
            while true {
                let number = DecimalLadder.multiple(m, power)
                if number > grid.realUpper { break }
                body(grid.leaf(ofReal: number), power - ladder.finest + 1)
                m += 1
            }
        }
    }

    public static func _forEachMultiple(
        of step: Double, on grid: _LeafGrid, _ body: (_ leaf: Int) -> Void
    ) {
        let range = grid.realUpper - grid.realLower
        if step <= range / Double(grid.leaves) {
            for leaf in 0..<grid.leaves { body(leaf) }
            return
        }
        let first = (grid.realLower / step).rounded(.up)
        // At most as many as there are leaves, and one.
        for index in 0...Int(range / step) {
            let number = (first + Double(index)) * step
            if number <= grid.realUpper { body(grid.leaf(ofReal: number)) }
        }
    }
}

extension Float {
    public static func _roundNumber(inLeaf leaf: Int, of grid: _LeafGrid) -> Double {
        Double._roundNumber(inLeaf: leaf, of: grid)
    }

    public static func _forEachRoundNumber(
        on grid: _LeafGrid, _ body: (_ leaf: Int, _ level: Int) -> Void
    ) {
        Double._forEachRoundNumber(on: grid, body)
    }

    public static func _forEachMultiple(
        of step: Float, on grid: _LeafGrid, _ body: (_ leaf: Int) -> Void
    ) {
        // 0.1 as a Float means a tenth.
        Double._forEachMultiple(of: Double(step.description) ?? Double(step), on: grid, body)
    }
}

extension _EntryInteger {
    private static var powersOfTen: [Int128] {
        (0..<19).reduce(into: [1]) { powers, _ in powers.append(powers.last! * 10) }
    }

    public static func _roundNumber(inLeaf leaf: Int, of grid: _LeafGrid) -> Int {
        let first = grid.firstInteger(ofLeaf: leaf)
        let last = Swift.max(first, grid.firstInteger(ofLeaf: leaf + 1) - 1)
        for power in powersOfTen.reversed() {
            let number = multiple(of: power, atOrAbove: first)
            if number <= last { return Int(clamping: Swift.min(number, Int128(grid.integerUpper))) }
        }
        return Int(clamping: first)
    }

    public static func _forEachRoundNumber(
        on grid: _LeafGrid, _ body: (_ leaf: Int, _ level: Int) -> Void
    ) {
        let (lower, upper) = (Int128(grid.integerLower), Int128(grid.integerUpper))
        let width = (upper - lower) / Int128(grid.leaves) + 1
        let powers = powersOfTen.filter { $0 > width && $0 <= upper - lower }
        for (level, power) in powers.enumerated() {
            var number = multiple(of: power, atOrAbove: lower)
            while number <= upper {
                body(grid.leaf(ofInteger: Int64(number)), level + 1)
                number += power
            }
        }
    }

    public static func _forEachMultiple(
        of step: Self, on grid: _LeafGrid, _ body: (_ leaf: Int) -> Void
    ) {
        let (lower, upper) = (Int128(grid.integerLower), Int128(grid.integerUpper))
        if Int128(step) * Int128(grid.leaves) <= upper - lower {
            for leaf in 0..<grid.leaves { body(leaf) }
            return
        }
        var number = multiple(of: Int128(step), atOrAbove: lower)
        while number <= upper {
            body(grid.leaf(ofInteger: Int64(number)))
            number += Int128(step)
        }
    }

    private static func multiple(of step: Int128, atOrAbove lower: Int128) -> Int128 {
        let quotient = lower / step
        let floor = quotient * step > lower ? (quotient - 1) * step : quotient * step
        return floor < lower ? floor + step : floor
    }
}
