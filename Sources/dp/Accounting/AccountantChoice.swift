import ArgumentParser
import DifferentialPrivacy
import PrivacyAccounting

/// The accountants, by their names on the command line.
enum AccountantChoice: String, ExpressibleByArgument, CaseIterable {
    case basic
    case optimal
    case renyi
    case concentrated
    case gaussian
    case loss

    /// What people call it.
    var title: String {
        switch self {
        case .basic: "basic composition"
        case .optimal: "optimal composition"
        case .renyi: "Renyi (RDP)"
        case .concentrated: "zero-concentrated (zCDP)"
        case .gaussian: "Gaussian (GDP)"
        case .loss: "loss distributions (PLD)"
        }
    }

    func make(_ adjacency: Adjacency) -> any PrivacyAccountant {
        switch self {
        case .basic: BasicAccountant(adjacency: adjacency)
        case .optimal: OptimalAccountant(adjacency: adjacency)
        case .renyi: RDPAccountant(adjacency: adjacency)
        case .concentrated: ZCDPAccountant(adjacency: adjacency)
        case .gaussian: GDPAccountant(adjacency: adjacency)
        case .loss: PLDAccountant(adjacency: adjacency)
        }
    }
}
