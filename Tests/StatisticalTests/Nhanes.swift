import Foundation

/// The shipped data: 8,366 people of NHANES 2017–2018; empty cells left out.
enum Nhanes {
    static let bmi = column(3)
    static let pulse = column(4)

    private static func column(_ index: Int) -> [Double] {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let url = root.appending(path: "Examples/nhanes-2017-2018.csv")
        let text = try! String(contentsOf: url, encoding: .utf8)
        return text.split(separator: "\n").dropFirst().compactMap { line in
            Double(line.split(separator: ",", omittingEmptySubsequences: false)[index])
        }
    }
}

func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
}

/// Of the population: divided by n.
func variance(_ values: [Double]) -> Double {
    let centre = mean(values)
    return mean(values.map { ($0 - centre) * ($0 - centre) })
}

func rootMeanSquare(_ values: [Double]) -> Double {
    mean(values.map { $0 * $0 }).squareRoot()
}
