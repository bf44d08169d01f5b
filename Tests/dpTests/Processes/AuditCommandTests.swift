import Foundation
import Testing

@testable import dp

@Suite struct AuditCommandTests {
    @Test func aReportHasARowForEachSubject() throws {
        let report = try dp(
            "audit", "--only", "budget", "--only", "fork", "--format", "json", "--draws", "1000")
        #expect(report.status == 0 && report.errors == "")
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(report.output.utf8)) as? [[String: Any]])
        #expect(
            rows.map { $0["attack"] as? String } == ["fork"] + Array(repeating: "budget", count: 4))
        for row in rows {
            #expect(row["role"] as? String == "ours")
            #expect(row["holds"] as? Bool == true && row["as_expected"] as? Bool == true)
            #expect(row["figure"] as? Double == row["bound"] as? Double)
            #expect((row["false_alarm_rate"] as? Double).map { $0 < 1e-9 } == true)
        }
    }

    @Test func attacksThatThereAreNotAndTooFewDrawsAreRefused() throws {
        for options in [["--only", "magic"], ["--draws", "10"], ["--false-alarm-rate", "1"]] {
            let refused = try DPProcess(["audit"] + options).outcome()
            #expect(refused.status == 64 && refused.output == "")
        }
    }

    @Test func aControlThatIsNotFoundIsAFailureOfTheReport() throws {
        // So sure nobody can be after 500 tests: even an event that always happens has a lower limit of 0.39.
        let report = try DPProcess(
            ["audit", "--only", "black-box", "--draws", "1000", "--false-alarm-rate", "1e-200"]
        ).outcome()
        #expect(report.status == 1)
        #expect(report.output.contains("half the noise (planted): holds, but it must fall"))
    }
}
