import DifferentialPrivacy

/// Releases of one kind in a plan, as words and numbers: `gaussian:sigma=10,count=100`, or an event's canonical text.
struct PlannedRelease: Hashable {
    /// What the release is called, or its canonical text.
    var mechanism: String
    /// Its numbers as they were written; a question mark is to be found.
    var numbers: [String: String]

    /// Reads `mechanism:name=number,name=number`, or a canonical text.
    ///
    /// - Throws: `UsageError` unless it is of that form.
    init(_ text: String) throws(UsageError) {
        if text.hasPrefix("1:") {
            self.init(mechanism: text, numbers: [:])
            return
        }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        var numbers: [String: String] = [:]
        for pair in parts.dropFirst().flatMap({ $0.split(separator: ",") }) {
            let sides = pair.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, numbers[String(sides[0])] == nil else {
                throw UsageError(
                    message: "\(printable(text)) isn't of the form gaussian:sigma=10,count=100.")
            }
            numbers[String(sides[0])] = String(sides[1])
        }
        self.init(mechanism: String(parts[0]), numbers: numbers)
    }

    init(mechanism: String, numbers: [String: String]) {
        self.mechanism = mechanism
        self.numbers = numbers
    }

    /// The number that is to be found, if there is one.
    var unknown: String? { numbers.first { $0.value == "?" }?.key }

    /// What happens, and how often.
    ///
    /// - Parameters:
    ///   - adjacency: the plan's neighbours.
    ///   - found: what stands for the question mark.
    /// - Throws: `UsageError` where a number is missing, isn't one or is of nothing that happens.
    func event(
        for adjacency: Adjacency, found: Rational? = nil
    ) throws(UsageError) -> (event: PrivacyEvent, count: Int) {
        var reader = PlannedNumbers(release: self, found: found)
        let count = try reader.integer("count", default: 1)
        let event: PrivacyEvent
        if mechanism.hasPrefix("1:") {
            do {
                event = try PrivacyEvent(canonicalText: mechanism)
            } catch {
                throw UsageError(
                    message: "\(printable(mechanism)) isn't an event's canonical text.")
            }
        } else {
            event = PrivacyEvent(
                try reader.sampled(try reader.mechanism()), adjacency: adjacency)
        }
        if let other = reader.unused {
            throw UsageError(message: "\(printable(mechanism)) has no \(printable(other)).")
        }
        guard count >= 1, event.isPossible else {
            throw UsageError(
                message:
                    "\(printable(mechanism)) with these numbers can't happen, or isn't for \(adjacency.name) neighbours."
            )
        }
        return (event, count)
    }
}

/// A release's numbers, each read once.
private struct PlannedNumbers {
    let release: PlannedRelease
    let found: Rational?
    private var used: Set<String> = []

    init(release: PlannedRelease, found: Rational?) {
        self.release = release
        self.found = found
    }

    /// A number that nothing asked for.
    var unused: String? { release.numbers.keys.filter { !used.contains($0) }.min() }

    func has(_ name: String) -> Bool { release.numbers[name] != nil }

    mutating func rational(_ name: String, default other: Rational? = nil) throws(UsageError)
        -> Rational
    {
        used.insert(name)
        guard let text = release.numbers[name] else {
            if let other { return other }
            throw UsageError(message: "\(printable(release.mechanism)) needs \(name)=<number>.")
        }
        if text == "?", let found { return found }
        guard let number = try? decimalArgument(text), number.isFinite, number >= 0 else {
            throw UsageError(
                message: "\(name)=\(printable(text)) isn't a number that is 0 or more.")
        }
        return Rational(decimal: number)
    }

    mutating func integer(_ name: String, default other: Int? = nil) throws(UsageError) -> Int {
        let value = try rational(name, default: other.map { Rational($0) })
        guard let integer = Int(exactly: value) else {
            throw UsageError(message: "\(name) must be an integer.")
        }
        return integer
    }

    mutating func mechanism() throws(UsageError) -> PrivacyEvent.Mechanism {
        let one = Rational(1)
        switch release.mechanism {
        case "gaussian":
            return .gaussian(
                standardDeviation: try rational("sigma"),
                l2Sensitivity: try rational("sensitivity", default: one))
        case "discrete-gaussian":
            return .discreteGaussian(
                epsilon: Rational(0), delta: Rational(0), sigma: try rational("sigma"),
                linfSensitivity: try rational("sensitivity", default: one), l0Sensitivity: 1)
        case "laplace":
            return .laplace(
                l1Sensitivity: try rational("sensitivity", default: one),
                scale: try rational("scale"))
        case "discrete-laplace":
            let sensitivity = Rational(try integer("sensitivity", default: 1))
            let scale = try rational("scale")
            guard scale > Rational(0) else {
                throw UsageError(message: "The scale must be greater than 0.")
            }
            return .discreteLaplace(
                epsilon: sensitivity / scale, l1Sensitivity: sensitivity, scale: scale,
                coordinates: 1)
        case "staircase":
            return .staircase(
                epsilon: try rational("epsilon"), sensitivity: try integer("sensitivity"),
                width: try integer("width"))
        case "response":
            return .randomizedResponse(
                epsilon: try rational("epsilon"), categories: try integer("categories", default: 2))
        case "exponential": return .boundedRange(epsilon: try rational("epsilon"))
        case "approximate":
            return .approximate(
                epsilon: try rational("epsilon"),
                delta: try rational("delta", default: Rational(0)))
        case "zcdp":
            return .zeroConcentrated(
                rho: try rational("rho"), delta: try rational("delta", default: Rational(0)))
        default:
            throw UsageError(
                message:
                    "There is no mechanism \(printable(release.mechanism)); dp account --help lists them."
            )
        }
    }

    /// The mechanism over a sample, in a tree or shuffled, if there are numbers for that.
    mutating func sampled(
        _ mechanism: PrivacyEvent.Mechanism
    ) throws(UsageError) -> PrivacyEvent.Mechanism {
        var sampled = mechanism
        if has("rate") { sampled = .poissonSampled(sampled, rate: try rational("rate")) }
        if has("sample") {
            sampled = .sampledWithoutReplacement(
                sampled, size: try integer("sample"), population: try integer("population"))
        }
        if has("shuffle-delta") {
            sampled = .shuffled(
                sampled, population: try integer("population"),
                delta: try rational("shuffle-delta"))
        }
        if has("steps") { sampled = .treeAggregation(sampled, steps: try integer("steps")) }
        return sampled
    }
}

extension Adjacency {
    /// What it is called on the command line.
    var name: String {
        switch self {
        case .addRemove: "add-remove"
        case .replaceOne: "replace-one"
        case .local: "local"
        }
    }
}
