// expect: a description holds no data: var accumulator = mean.makeAccumulator()
import DifferentialPrivacy

func answer() throws {
    let count = try Count(epsilon: 0.5)
    print(count.epsilon)
    count.reset()  // wrong
}
