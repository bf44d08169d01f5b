import CPrivacyKernels
import CPrivacySamplers

/// A back end of samplers and kernels that isn't the machine's best.
enum BackEnd: Int {
    case portable, avx2

    /// `work` on this back end, or on the best one that the machine has below it.
    func running<Result>(_ work: () throws -> Result) rethrows -> Result {
        dpk_backend_force(min(rawValue, dpk_backends_available() - 1))
        var list: UnsafePointer<UnsafePointer<dpk_kernels>?>?
        let kernels = dpk_kernels_available(&list)
        if let list { dpk_kernels_force(list[min(rawValue, kernels - 1)]) }
        defer {
            dpk_backend_force(dpk_backends_available() - 1)
            if let list { dpk_kernels_force(list[kernels - 1]) }
        }
        return try work()
    }
}
