import Foundation
import Testing

@testable import DifferentialPrivacy
@testable import PrivacyAccounting

/// A line of `Vectors/accounting-reference.csv`: what dp-accounting 0.6.0 says, and the exact value where there is one.
struct ReferenceRow: Sendable, CustomTestStringConvertible {
    let id: Int
    let mechanism: String
    let parameters: String
    let count: Int
    let method: String
    let query: String
    let value: Double
    let exact: Double?

    var testDescription: String { "row \(id): \(mechanism) \(parameters) × \(count), \(method)" }

    static let all: [ReferenceRow] = {
        let file = Bundle.module.url(
            forResource: "accounting-reference", withExtension: "csv", subdirectory: "Vectors")!
        let text = try! String(contentsOf: file, encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { line in
            let fields = cells(line)
            return ReferenceRow(
                id: Int(fields[0])!, mechanism: fields[1], parameters: fields[2],
                count: Int(fields[3])!, method: fields[4], query: fields[5],
                value: Double(fields[6])!, exact: Double(fields[7]))
        }
    }()

    static func rows(_ ids: Int...) -> [ReferenceRow] { all.filter { ids.contains($0.id) } }

    /// The cells of a line, of which some are in quotation marks.
    private static func cells(_ line: Substring) -> [String] {
        var cells = [""]
        var quoted = false
        for character in line {
            if character == "\"" {
                quoted.toggle()
            } else if character == ",", !quoted {
                cells.append("")
            } else {
                cells[cells.count - 1].append(character)
            }
        }
        return cells
    }

    /// A number of the parameters, such as that after `sigma=`, or of the question, after `delta=`.
    func number(_ name: String) -> Double {
        let text = parameters + "," + query
        let place = text.range(of: name + "=")!
        return Double(text[place.upperBound...].prefix { "0123456789.e-".contains($0) })!
    }

    private func rational(_ name: String) -> Rational { Rational(decimal: number(name)) }

    /// What the row's mechanism does, once.
    var events: [PrivacyEvent] {
        func gaussian(_ sigma: Rational) -> PrivacyEvent.Mechanism {
            .gaussian(standardDeviation: sigma, l2Sensitivity: Rational(1))
        }
        switch mechanism {
        case "Gaussian", "calibrate": return [PrivacyEvent(gaussian(rational("sigma")))]
        case "Laplace":
            return [PrivacyEvent(.laplace(l1Sensitivity: Rational(1), scale: rational("b")))]
        case "DiscreteLaplace":
            // Its scale is 1/a.
            return [
                PrivacyEvent(
                    .discreteLaplace(
                        epsilon: rational("a") * rational("sens"), l1Sensitivity: rational("sens"),
                        scale: Rational(1) / rational("a"), coordinates: 1))
            ]
        case "DiscreteGaussian":
            return [
                PrivacyEvent(
                    .discreteGaussian(
                        epsilon: Rational(0), delta: Rational(0), sigma: rational("sigma"),
                        linfSensitivity: rational("sens"), l0Sensitivity: 1))
            ]
        case "RandomizedResponse":
            // A uniform answer with probability p: e^ε = k/p − k + 1, rounded up.
            let k = number("buckets")
            let epsilon = Foundation.log(k / number("p") - k + 1).nextUp.nextUp
            return [
                PrivacyEvent(
                    .randomizedResponse(epsilon: Rational(exactly: epsilon), categories: Int(k)),
                    adjacency: .replaceOne)
            ]
        case "(eps0,delta0)-DP":
            return [
                PrivacyEvent(.approximate(epsilon: rational("eps0"), delta: rational("delta0")))
            ]
        case "SubsampledGaussian":
            return [PrivacyEvent(.poissonSampled(gaussian(rational("sigma")), rate: rational("q")))]
        case "SubsampledLaplace":
            let laplace = PrivacyEvent.Mechanism.laplace(
                l1Sensitivity: Rational(1), scale: rational("b"))
            return [PrivacyEvent(.poissonSampled(laplace, rate: rational("q")))]
        case "SampledWithoutReplacement Gaussian":
            return [
                PrivacyEvent(
                    .sampledWithoutReplacement(
                        gaussian(rational("sigma")), size: Int(number("m")),
                        population: Int(number("n"))), adjacency: .replaceOne)
            ]
        case "zCDP":
            return [PrivacyEvent(.zeroConcentrated(rho: rational("rho"), delta: Rational(0)))]
        case "RepeatAndSelect":
            let mean = rational("mean")
            return [
                PrivacyEvent(
                    .repeatAndSelect(
                        gaussian(rational("sigma")),
                        runs: parameters.contains("Poisson")
                            ? .poisson(mean: mean)
                            : .negativeBinomial(shape: Rational(1), gamma: Rational(1) / mean)))
            ]
        case "Heterogeneous":
            return [
                PrivacyEvent(.repeated(gaussian(rational("sigma")), count: 10)),
                PrivacyEvent(
                    .repeated(
                        .laplace(l1Sensitivity: Rational(1), scale: Rational(5)), count: 10)),
            ]
        default: return []
        }
    }

    /// The row's events, in an accountant.
    func composed<Accountant: PrivacyAccountant>(
        _ make: (Adjacency) throws -> Accountant
    ) throws -> Accountant {
        let events = events
        var accountant = try make(events[0].adjacency)
        for event in events {
            try accountant.compose(event, count: mechanism == "Heterogeneous" ? 1 : count)
        }
        return accountant
    }
}
