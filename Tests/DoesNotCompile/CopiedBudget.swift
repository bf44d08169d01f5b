// expect: consumed more than once
import DifferentialPrivacy

func spend(_ budget: consuming PrivacyBudget) {}

func answer() throws {
    let budget = try PrivacyBudget(epsilon: 1)
    spend(budget)
    spend(budget)  // wrong
}
