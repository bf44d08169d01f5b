import DifferentialPrivacy
import PrivacyAccounting

/// What a plan costs, accountant by accountant.
struct PlanCost {
    /// What is asked for: the other of the two is given.
    enum Question {
        case epsilon(delta: Double)
        case delta(epsilon: Double)
    }

    /// An accountant's answer, or why it has none.
    struct Line {
        var accountant: AccountantChoice
        var answer: Result<PrivacyBracket, AccountingError>
    }

    var question: Question
    var adjacency: Adjacency
    var releases: Int
    var lines: [Line]

    /// Asks every accountant.
    init(
        of events: [(event: PrivacyEvent, count: Int)], for adjacency: Adjacency,
        question: Question, accountants: [AccountantChoice]
    ) {
        self.question = question
        self.adjacency = adjacency
        releases = events.reduce(0) { $0.addingReportingOverflow($1.count).partialValue }
        lines = accountants.map { choice in
            func answer() throws(AccountingError) -> PrivacyBracket {
                var accountant = choice.make(adjacency)
                for (event, count) in events { try accountant.compose(event, count: count) }
                return switch question {
                case .epsilon(let delta): try accountant.epsilon(delta: delta)
                case .delta(let epsilon): try accountant.delta(epsilon: epsilon)
                }
            }
            do throws(AccountingError) {
                return Line(accountant: choice, answer: .success(try answer()))
            } catch {
                return Line(accountant: choice, answer: .failure(error))
            }
        }
    }

    /// For people: a line an accountant.
    var text: String {
        let (asked, given) =
            switch question {
            case .epsilon(let delta): ("epsilon", "delta \(shortest(delta))")
            case .delta(let epsilon): ("delta", "epsilon \(shortest(epsilon))")
            }
        let width = lines.map(\.accountant.title.count).max() ?? 0
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        let rows = lines.map { line in
            let name = padded(line.accountant.title, width)
            return switch line.answer {
            case .success(let bracket):
                "  \(name)  \(padded(shortest(bracket.upper), 24))"
                    + (bracket.lower > 0 ? "at least \(shortest(bracket.lower))" : "")
            case .failure(let error): "  \(name)  none: \(error)"
            }
        }
        return """
            \(releases) release\(releases == 1 ? "" : "s") together, at \(given), for \(adjacency.name) neighbours; \(asked) at most:

            \(rows.joined(separator: "\n"))

            Each holds for this list if it was fixed in advance, so the least of them does. Where answers decide what is
            asked next, only sums count: of epsilon and delta, of zCDP, or of Renyi divergences at an order fixed before.

            """
    }

    /// For programs: one JSON object on one line.
    var json: String {
        let rows = lines.map { line in
            let answer =
                switch line.answer {
                case .success(let bracket):
                    "\"upper\": \(shortest(bracket.upper)), \"lower\": \(shortest(bracket.lower))"
                case .failure(let error): "\"upper\": null, \"reason\": \"\(error)\""
                }
            return "\"\(line.accountant.rawValue)\": {\(answer)}"
        }
        let (asked, given, value) =
            switch question {
            case .epsilon(let delta): ("epsilon", "delta", delta)
            case .delta(let epsilon): ("delta", "epsilon", epsilon)
            }
        return "{\"asked\": \"\(asked)\", \"\(given)\": \(shortest(value)), "
            + "\"adjacency\": \"\(adjacency.name)\", \"releases\": \(releases), "
            + "\"accountants\": {\(rows.joined(separator: ", "))}}\n"
    }
}
