// expect: consumed more than once
import DifferentialPrivacy

func finish(_ run: consuming AboveThresholdRun<Int>) {}

func answer() throws {
    let run = try AboveThreshold(epsilon: 1, sensitivity: 1).run(threshold: 5)
    finish(run)
    finish(run)  // wrong
}
