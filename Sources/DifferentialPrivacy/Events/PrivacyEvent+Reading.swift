/// Why text isn't an event.
public enum EventFormError: Error, Hashable, Sendable {
    /// A version of the form that this library doesn't know.
    case unknownVersion
    /// Longer than 65,536 bytes, nested deeper than 32, or a number of more than 1,024 digits.
    case tooLarge
    /// Not what ``PrivacyEvent/canonicalText`` writes.
    case notCanonical
    /// Parameters of nothing that happens, such as noise of scale 0, or for other neighbours.
    case impossibleEvent
}

extension PrivacyEvent {
    /// Reads back what ``canonicalText`` wrote, and nothing else: equal events have equal texts.
    ///
    /// - Throws: ``EventFormError``, for any other text, whatever it holds.
    public init(canonicalText text: String) throws(EventFormError) {
        guard text.utf8.count <= 65_536 else { throw .tooLarge }
        var reader = EventReader(bytes: Array(text.utf8))
        self = try reader.event()
        guard isPossible else { throw .impossibleEvent }
        guard canonicalText == text else { throw .notCanonical }
    }
}

/// Reads the form's grammar: names, parts in parentheses, parameters as fractions.
private struct EventReader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func event() throws(EventFormError) -> PrivacyEvent {
        guard take("1:") else { throw .unknownVersion }
        let adjacency: Adjacency =
            if take("add-remove:") {
                .addRemove
            } else if take("replace-one:") {
                .replaceOne
            } else if take("local:") { .local } else { throw .notCanonical }
        let mechanism = try self.mechanism(depth: 0)
        guard position == bytes.count else { throw .notCanonical }
        return PrivacyEvent(mechanism, adjacency: adjacency)
    }

    /// One mechanism: its name, then its parts, then its parameters.
    private mutating func mechanism(depth: Int) throws(EventFormError) -> PrivacyEvent.Mechanism {
        guard depth <= PrivacyEvent.Mechanism.deepest else { throw .tooLarge }
        let name = name()
        guard take("(") else { throw .notCanonical }
        var parts: [PrivacyEvent.Mechanism] = []
        var parameters: [(name: String, value: Rational)] = []
        repeat {
            let start = position
            let itsName = self.name()
            if take("=") {
                parameters.append((itsName, try fraction()))
            } else {
                position = start
                parts.append(try mechanism(depth: depth + 1))
            }
        } while take(",")
        guard take(")"),
            let mechanism = PrivacyEvent.Mechanism(name: name, parts: parts, parameters: parameters)
        else { throw .notCanonical }
        return mechanism
    }

    private mutating func take(_ text: String) -> Bool {
        guard bytes[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    private mutating func name() -> String {
        let rest = bytes[position...]
        let letters = rest.prefix {
            UInt8(ascii: "a") <= $0 && $0 <= UInt8(ascii: "z")
                || UInt8(ascii: "A") <= $0 && $0 <= UInt8(ascii: "Z")
                || UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9")
        }
        position = letters.endIndex
        return String(decoding: letters, as: UTF8.self)
    }

    private mutating func fraction() throws(EventFormError) -> Rational {
        let isNegative = take("-")
        var value = try integer()
        if take("/") {
            let denominator = try integer()
            guard denominator > .zero else { throw .notCanonical }
            value = value / denominator
        }
        return isNegative ? .zero - value : value
    }

    private mutating func integer() throws(EventFormError) -> Rational {
        let digits = bytes[position...].prefix {
            UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9")
        }
        guard !digits.isEmpty else { throw .notCanonical }
        guard digits.count <= 1024 else { throw .tooLarge }
        position = digits.endIndex
        let ten = Rational(10)
        return digits.reduce(.zero) { $0 * ten + Rational(Int($1 - UInt8(ascii: "0"))) }
    }
}

extension PrivacyEvent.Mechanism {
    /// The mechanism of that name, if these are its parts and its parameters in their order.
    fileprivate init?(
        name: String, parts: [PrivacyEvent.Mechanism], parameters: [(name: String, value: Rational)]
    ) {
        /// The parameters, if they are those of `names`.
        func values(_ names: String...) -> [Rational]? {
            parameters.map(\.name) == names ? parameters.map(\.value) : nil
        }
        let part = parts.count == 1 ? parts[0] : nil
        let isCompound = ["composed", "parallel"].contains(name)
        guard parts.isEmpty || part != nil || isCompound else { return nil }
        switch name {
        case "discreteLaplace" where parts.isEmpty:
            guard let v = values("epsilon", "l1Sensitivity", "scale", "coordinates"),
                let coordinates = Int(exactly: v[3])
            else { return nil }
            self = .discreteLaplace(
                epsilon: v[0], l1Sensitivity: v[1], scale: v[2], coordinates: coordinates)
        case "laplace" where parts.isEmpty:
            guard let v = values("l1Sensitivity", "scale") else { return nil }
            self = .laplace(l1Sensitivity: v[0], scale: v[1])
        case "staircase" where parts.isEmpty:
            guard let v = values("epsilon", "sensitivity", "width"),
                let sensitivity = Int(exactly: v[1]), let width = Int(exactly: v[2])
            else { return nil }
            self = .staircase(epsilon: v[0], sensitivity: sensitivity, width: width)
        case "gaussian" where parts.isEmpty:
            guard let v = values("epsilon", "delta", "standardDeviation", "l2Sensitivity")
            else { return nil }
            self = .gaussian(
                epsilon: v[0], delta: v[1], standardDeviation: v[2], l2Sensitivity: v[3])
        case "discreteGaussian" where parts.isEmpty:
            guard
                let v = values("epsilon", "delta", "sigma", "linfSensitivity", "l0Sensitivity"),
                let numbers = Int(exactly: v[4])
            else { return nil }
            self = .discreteGaussian(
                epsilon: v[0], delta: v[1], sigma: v[2], linfSensitivity: v[3],
                l0Sensitivity: numbers)
        case "randomizedResponse" where parts.isEmpty:
            guard let v = values("epsilon", "categories"), let categories = Int(exactly: v[1])
            else { return nil }
            self = .randomizedResponse(epsilon: v[0], categories: categories)
        case "approximate" where parts.isEmpty:
            guard let v = values("epsilon", "delta") else { return nil }
            self = .approximate(epsilon: v[0], delta: v[1])
        case "boundedRange" where parts.isEmpty:
            guard let v = values("epsilon") else { return nil }
            self = .boundedRange(epsilon: v[0])
        case "zeroConcentrated" where parts.isEmpty:
            guard let v = values("rho", "delta") else { return nil }
            self = .zeroConcentrated(rho: v[0], delta: v[1])
        case "composed" where parameters.isEmpty: self = .composed(parts)
        case "parallel" where parameters.isEmpty: self = .parallel(parts)
        case "repeated":
            guard let part, let v = values("count"), let count = Int(exactly: v[0])
            else { return nil }
            self = .repeated(part, count: count)
        case "poissonSampled":
            guard let part, let v = values("rate") else { return nil }
            self = .poissonSampled(part, rate: v[0])
        case "sampledWithoutReplacement":
            guard let part, let v = values("size", "population"), let size = Int(exactly: v[0]),
                let population = Int(exactly: v[1])
            else { return nil }
            self = .sampledWithoutReplacement(part, size: size, population: population)
        case "treeAggregation":
            guard let part, let v = values("steps"), let steps = Int(exactly: v[0])
            else { return nil }
            self = .treeAggregation(part, steps: steps)
        case "repeatAndSelect":
            guard let part else { return nil }
            if let v = values("shape", "gamma") {
                self = .repeatAndSelect(part, runs: .negativeBinomial(shape: v[0], gamma: v[1]))
            } else if let v = values("mean") {
                self = .repeatAndSelect(part, runs: .poisson(mean: v[0]))
            } else {
                return nil
            }
        case "shuffled":
            guard let part, let v = values("population", "delta"),
                let population = Int(exactly: v[0])
            else { return nil }
            self = .shuffled(part, population: population, delta: v[1])
        default: return nil
        }
    }
}

extension Int {
    /// The integer that a rational number is, if it is one of 64 bits.
    package init?(exactly value: Rational) {
        self.init(value.description)
    }
}
