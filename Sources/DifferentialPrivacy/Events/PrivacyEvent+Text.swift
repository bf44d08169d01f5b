extension PrivacyEvent {
    /// The event as text: one text an event, to be stored, compared and hashed.
    ///
    /// Such as `1:add-remove:gaussian(epsilon=1/2,delta=1/100000,standardDeviation=10,l2Sensitivity=1)`: the form's version,
    /// the adjacency, the mechanism with its exact parameters in lowest terms; a compound's parts come before its
    /// parameters. ASCII, without spaces. A version's meaning never changes.
    public var canonicalText: String { "1:\(adjacency.text):\(mechanism.text)" }
}

extension Adjacency {
    var text: String {
        switch self {
        case .addRemove: "add-remove"
        case .replaceOne: "replace-one"
        case .local: "local"
        }
    }
}

extension PrivacyEvent.Mechanism {
    fileprivate var text: String {
        switch self {
        case .discreteLaplace(let epsilon, let l1Sensitivity, let scale, let coordinates):
            "discreteLaplace(epsilon=\(epsilon),l1Sensitivity=\(l1Sensitivity),scale=\(scale),"
                + "coordinates=\(coordinates))"
        case .laplace(let l1Sensitivity, let scale):
            "laplace(l1Sensitivity=\(l1Sensitivity),scale=\(scale))"
        case .staircase(let epsilon, let sensitivity, let width):
            "staircase(epsilon=\(epsilon),sensitivity=\(sensitivity),width=\(width))"
        case .gaussian(let epsilon, let delta, let deviation, let sensitivity):
            "gaussian(epsilon=\(epsilon),delta=\(delta),standardDeviation=\(deviation),"
                + "l2Sensitivity=\(sensitivity))"
        case .discreteGaussian(let epsilon, let delta, let sigma, let sensitivity, let numbers):
            "discreteGaussian(epsilon=\(epsilon),delta=\(delta),sigma=\(sigma),"
                + "linfSensitivity=\(sensitivity),l0Sensitivity=\(numbers))"
        case .randomizedResponse(let epsilon, let categories):
            "randomizedResponse(epsilon=\(epsilon),categories=\(categories))"
        case .approximate(let epsilon, let delta):
            "approximate(epsilon=\(epsilon),delta=\(delta))"
        case .boundedRange(let epsilon): "boundedRange(epsilon=\(epsilon))"
        case .zeroConcentrated(let rho, let delta):
            "zeroConcentrated(rho=\(rho),delta=\(delta))"
        case .repeated(let part, let count): "repeated(\(part.text),count=\(count))"
        case .composed(let parts): "composed(\(parts.map(\.text).joined(separator: ",")))"
        case .parallel(let parts): "parallel(\(parts.map(\.text).joined(separator: ",")))"
        case .poissonSampled(let part, let rate): "poissonSampled(\(part.text),rate=\(rate))"
        case .sampledWithoutReplacement(let part, let size, let population):
            "sampledWithoutReplacement(\(part.text),size=\(size),population=\(population))"
        case .treeAggregation(let part, let steps):
            "treeAggregation(\(part.text),steps=\(steps))"
        case .repeatAndSelect(let part, .negativeBinomial(let shape, let gamma)):
            "repeatAndSelect(\(part.text),shape=\(shape),gamma=\(gamma))"
        case .repeatAndSelect(let part, .poisson(let mean)):
            "repeatAndSelect(\(part.text),mean=\(mean))"
        case .shuffled(let part, let population, let delta):
            "shuffled(\(part.text),population=\(population),delta=\(delta))"
        }
    }
}
