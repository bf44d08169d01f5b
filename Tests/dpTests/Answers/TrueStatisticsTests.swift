import Testing

@testable import dp

@Suite struct TrueStatisticsTests {
    @Test func `count, sum, mean and variance are right, with not-a-number left out`() {
        var statistics = TrueStatistics()
        statistics.add([2, 4, .nan].span)
        statistics.add([4, 4, 5, 5, 7, 9].span)
        #expect(statistics.count == 8)
        #expect(statistics.sum == 40)
        #expect(statistics.mean == 5)
        #expect(abs(statistics.variance - 4) < 1e-12)
        #expect(abs(statistics.standardDeviation - 2) < 1e-12)
    }

    @Test func `a sum of very different sizes keeps the small ones`() {
        var statistics = TrueStatistics()
        statistics.add([1e16, 1, -1e16, 1].span)
        #expect(statistics.sum == 2)
    }

    @Test func `no numbers have a sum, mean and variance of 0`() {
        let statistics = TrueStatistics()
        #expect(statistics.sum == 0 && statistics.mean == 0 && statistics.variance == 0)
    }
}
