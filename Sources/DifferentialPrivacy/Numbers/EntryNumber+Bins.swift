// The bins of each number type: for integers all numbers, for the others what a variance can be made of.
extension _EntryInteger {
    public static var _bins: _BinLayout {
        _BinLayout(least: 0, binsPerSign: bitWidth, isInteger: true)
    }

    public static func _atEdge(_ edge: _BinEdge) -> Self {
        edge.sign < 0
            ? Self(clamping: -(1 as Int128) << Int128(edge.exponent))
            : Self(clamping: edge.sign << Int128(edge.exponent))
    }
}

extension Double {
    public static var _bins: _BinLayout {
        _BinLayout(least: -478, binsPerSign: 2 * 478 + 1, isInteger: false)
    }

    public static func _atEdge(_ edge: _BinEdge) -> Double {
        Double(sign: .plus, exponent: edge.exponent, significand: Double(edge.sign))
    }
}

extension Float {
    /// From the smallest normal number to the largest.
    public static var _bins: _BinLayout {
        _BinLayout(least: -126, binsPerSign: 126 + 128 + 1, isInteger: false)
    }

    public static func _atEdge(_ edge: _BinEdge) -> Float {
        let value = Double._atEdge(edge)
        let largest = Double(Float.greatestFiniteMagnitude)
        return Float(Swift.min(Swift.max(value, -largest), largest))
    }
}
