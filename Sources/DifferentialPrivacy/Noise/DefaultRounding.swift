internal import CPrivacySamplers

/// What `body` gives under rounding to nearest, even where the host has set the processor to another one.
///
/// Rounding magnitudes upward moves −x and x apart by up to two grid steps more than they lie apart, one more than a
/// sensitivity allows for; and two ways to round to the grid agree in one mode and not in another.
@inline(__always)
func underDefaultRounding<Result>(_ body: () -> Result) -> Result {
    dpk_rounds_by_default() != 0 ? body() : settingRounding(body)
}

@inline(never)
private func settingRounding<Result>(_ body: () -> Result) -> Result {
    let host = dpk_default_rounding_enter()
    defer { dpk_default_rounding_leave(host) }
    return body()
}
