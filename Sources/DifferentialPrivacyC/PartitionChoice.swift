internal import CPrivacyInterface
internal import DifferentialPrivacy

/// What a `dp_partition_selection` points at.
final class PartitionChoice: Handled {
    static var mark: UInt64 { 0x9a27_0c5e_f1b4_83d6 }
    static var name: StaticString { "partition selection" }

    enum Law {
        case truncatedGeometric(TruncatedGeometricPartitionSelection)
        case laplace(LaplacePartitionSelection)
        case gaussian(GaussianPartitionSelection)
    }

    let law: Law

    init(_ parameters: dp_partition_selection_parameters) throws(Failure) {
        guard 0...1 ~= parameters.constant_time else {
            throw .unknown("constant_time", parameters.constant_time)
        }
        let (epsilon, delta) = (parameters.epsilon, parameters.delta)
        let partitions = Int(parameters.max_partitions_contributed)
        let preThreshold = Int(parameters.pre_threshold)
        let made = try checked { () throws(ParameterError) -> Law? in
            switch Int(parameters.kind) {
            case Int(DP_TRUNCATED_GEOMETRIC_SELECTION):
                .truncatedGeometric(
                    try TruncatedGeometricPartitionSelection(
                        epsilon: epsilon, delta: delta, maxPartitionsContributed: partitions,
                        preThreshold: preThreshold))
            case Int(DP_LAPLACE_SELECTION):
                .laplace(
                    try LaplacePartitionSelection(
                        epsilon: epsilon, delta: delta, maxPartitionsContributed: partitions,
                        preThreshold: preThreshold, constantTime: parameters.constant_time != 0))
            case Int(DP_GAUSSIAN_SELECTION):
                .gaussian(
                    try GaussianPartitionSelection(
                        epsilon: epsilon, delta: delta, maxPartitionsContributed: partitions,
                        preThreshold: preThreshold))
            default: nil
            }
        }
        guard let made else { throw .unknown("kind", parameters.kind) }
        law = made
    }

    var selection: any PartitionSelection {
        switch law {
        case .truncatedGeometric(let selection): selection
        case .laplace(let selection): selection
        case .gaussian(let selection): selection
        }
    }

    func noisedValueIfShouldKeep(_ people: Int) throws(Failure) -> Double? {
        switch law {
        case .truncatedGeometric:
            throw .unsupported("the truncated geometric selection draws no noisy value")
        case .laplace(let selection): selection.noisedValueIfShouldKeep(people)
        case .gaussian(let selection): selection.noisedValueIfShouldKeep(people)
        }
    }

    func describe(in description: inout dp_partition_selection_description) {
        description.epsilon = selection.epsilon
        description.delta = selection.delta
        description.max_partitions_contributed = Int64(selection.maxPartitionsContributed)
        description.pre_threshold = Int64(selection.preThreshold)
        switch law {
        case .truncatedGeometric:
            description.kind = Int32(DP_TRUNCATED_GEOMETRIC_SELECTION)
        case .laplace(let selection):
            description.kind = Int32(DP_LAPLACE_SELECTION)
            description.constant_time = selection.constantTime ? 1 : 0
            description.threshold = selection.threshold
            description.diversity = selection.diversity
        case .gaussian(let selection):
            description.kind = Int32(DP_GAUSSIAN_SELECTION)
            description.threshold = selection.threshold
            description.standard_deviation = selection.standardDeviation
        }
    }
}
