internal import CPrivacyAudit

/// An integer that describes a draw; events are ranges of one.
struct Feature: Hashable, Sendable {
    let kind: dpk_feature_kind
    /// Which number of the draw.
    let number: Int
    /// Which bit, or which other number.
    let other: Int

    /// All that are looked at for draws of `width` numbers.
    static func all(width: Int) -> [Feature] {
        var features = [Feature(kind: DPK_FEATURE_SCORE, number: 0, other: 0)]
        for number in 0..<width {
            for kind in [
                DPK_FEATURE_VALUE, DPK_FEATURE_LOW_BYTE, DPK_FEATURE_LOWEST_BIT, DPK_FEATURE_HOLE,
                DPK_FEATURE_DENOMINATOR,
            ] {
                features.append(Feature(kind: kind, number: number, other: 0))
            }
            features += (0..<64).map { Feature(kind: DPK_FEATURE_BIT, number: number, other: $0) }
            features += (0..<number).map {
                Feature(kind: DPK_FEATURE_DIFFERENCE, number: number, other: $0)
            }
        }
        return features
    }

    /// Whether neighbouring cells of it mean anything, beside single ones.
    var isOrdered: Bool {
        [
            DPK_FEATURE_SCORE, DPK_FEATURE_VALUE, DPK_FEATURE_LOWEST_BIT, DPK_FEATURE_DIFFERENCE,
        ].contains(kind)
    }

    /// All its values, if they are few.
    var fewValues: [Int64]? {
        switch kind {
        case DPK_FEATURE_BIT, DPK_FEATURE_HOLE: [0, 1]
        case DPK_FEATURE_DENOMINATOR: [-1, 0, 1]
        default: nil
        }
    }

    /// How many of `values` lie in `range`.
    static func count(_ values: [Int64], _ range: ClosedRange<Int64>) -> Int {
        // C reads the array's elements.
        unsafe values.withUnsafeBufferPointer {
            Int(
                unsafe dpk_feature_count(
                    $0.baseAddress, $0.count, range.lowerBound, range.upperBound))
        }
    }

    /// The feature of each draw.
    func values(of draws: Draws, _ classifier: Classifier) -> [Int64] {
        var feature = dpk_feature(kind: kind, first: UInt32(number), second: UInt32(other))
        return unsafe [Int64](unsafeUninitializedCapacity: draws.count) { values, count in
            // C reads `count` draws of `width` words and writes as many integers.
            unsafe draws.words.withUnsafeBufferPointer { words in
                unsafe classifier.withLearnt {
                    unsafe dpk_feature_values(
                        &feature, $0, draws.isReal ? 1 : 0, words.baseAddress, draws.width,
                        draws.count, values.baseAddress)
                }
            }
            count = draws.count
        }
    }

    func describe(_ range: ClosedRange<Int64>, isReal: Bool) -> String {
        let which = number == 0 ? "x" : "x\(number)"
        func shown(_ place: Int64) -> String {
            isReal
                ? Double(bitPattern: UInt64(bitPattern: place >= 0 ? place : place ^ .max))
                    .description
                : String(place)
        }
        func between(_ text: String, _ end: (Int64) -> String) -> String {
            switch (range.lowerBound, range.upperBound) {
            case (.min, let most): "\(text) <= \(end(most))"
            case (let least, .max): "\(text) >= \(end(least))"
            case (let least, let most) where least == most: "\(text) = \(end(least))"
            case (let least, let most): "\(end(least)) <= \(text) <= \(end(most))"
            }
        }
        switch kind {
        case DPK_FEATURE_VALUE: return between(which, shown)
        case DPK_FEATURE_BIT: return between("bit \(other) of \(which)", \.description)
        case DPK_FEATURE_LOW_BYTE: return between("low byte of \(which)", \.description)
        case DPK_FEATURE_LOWEST_BIT:
            return between("lowest set bit of \(which): 2^k, k", \.description)
        case DPK_FEATURE_HOLE:
            return
                "\(range.contains(1) ? "" : "not ")(|\(which)| < 1/2 and \(which) * 2^53 isn't an integer)"
        case DPK_FEATURE_DENOMINATOR:
            return between("odd reduced denominator of \(which)", \.description)
        case DPK_FEATURE_DIFFERENCE:
            return between("\(which) - x\(other == 0 ? "" : String(other))", shown)
        default: return between("classifier's score", { (Double($0) * 0x1p-20).description })
        }
    }
}

/// What a mechanism answered so many times.
struct Draws: Sendable {
    let words: [UInt64]
    let width: Int
    let isReal: Bool

    var count: Int { words.count / width }

    /// - Precondition: the mechanism made as many draws as it was asked for.
    init<Input>(of mechanism: AuditedMechanism<Input>, on input: Input, count: Int) {
        words = mechanism.draw(input, count)
        width = mechanism.width
        isReal = mechanism.isReal
        precondition(
            words.count == count * width, "a mechanism makes as many draws as it is asked for")
    }
}
