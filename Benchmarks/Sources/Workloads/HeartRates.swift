import Foundation

/// The pulses and body mass indices of NHANES 2017–2018, and as many heart rates as wanted, bootstrapped from them.
public enum HeartRates {
    public static let bmi = column(3)
    public static let pulse = column(4)
    public static let systolic = column(5)

    /// `count` draws with replacement. Data, not noise: the generator is a small one with a fixed seed.
    public static func bootstrapped(_ count: Int) -> [Double] {
        var state: UInt64 = 2017
        let people = UInt64(pulse.count)
        return pulse.withUnsafeBufferPointer { pulse in
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return pulse[Int(truncatingIfNeeded: (state >> 33) % people)]
            }
        }
    }

    private static func column(_ index: Int) -> [Double] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let url = root.appending(path: "Examples/nhanes-2017-2018.csv")
        guard let text = try? String(contentsOf: url, encoding: .utf8) else {
            fatalError("Examples/nhanes-2017-2018.csv can't be read")
        }
        return text.split(separator: "\n").dropFirst().compactMap { line in
            Double(line.split(separator: ",", omittingEmptySubsequences: false)[index])
        }
    }
}
