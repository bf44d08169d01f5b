/// A step at which a test may end the process, or wait.
package enum Failpoint: String, CaseIterable, Sendable {
    case beforeCharge
    case beforeChargeCommit
    case afterChargeCommit
    case afterWitness
    case beforeCompute
    case afterCompute
    case beforeAnswerCommit
    case afterAnswerCommit
    case beforeSend
}
