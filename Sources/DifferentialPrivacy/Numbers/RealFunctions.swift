// The C library's elementary functions, for intervals and displays. Nothing here decides a probability or a sum.
#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

func exponential(_ x: Double) -> Double { exp(x) }

/// e^x − 1 without cancellation near 0.
func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }

func naturalLogarithm(_ x: Double) -> Double { log(x) }

/// ln(1 + x) without cancellation near 0.
func naturalLogarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }

func errorFunction(_ x: Double) -> Double { erf(x) }

/// 1 − erf(x) without cancellation for large x.
func complementaryErrorFunction(_ x: Double) -> Double { erfc(x) }
