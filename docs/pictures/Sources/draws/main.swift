// Draws for the pictures, on standard output, as little-endian numbers of 64 bits.
// Usage: draws laplace VALUE COUNT (noise of epsilon 1, sensitivity 1 on a double) | draws geometric SCALE COUNT
import DifferentialPrivacy
import Foundation

let arguments = CommandLine.arguments
let count = Int(arguments[3])!
if arguments[1] == "laplace" {
    let mechanism = try LaplaceMechanism(epsilon: 1, sensitivity: 1)
    let value = Double(arguments[2])!
    let answers = (0..<count).map { _ in mechanism.addNoise(to: value) }
    answers.withUnsafeBytes { FileHandle.standardOutput.write(Data($0)) }
} else {
    let mechanism = try GeometricMechanism(epsilon: 1, sensitivity: Int(arguments[2])!)
    let answers = (0..<count).map { _ in mechanism.addNoise(to: 0) }
    answers.withUnsafeBytes { FileHandle.standardOutput.write(Data($0)) }
}
