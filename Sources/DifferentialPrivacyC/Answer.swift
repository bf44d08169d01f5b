internal import CPrivacyInterface
internal import DifferentialPrivacy

/// A value that a statistic may answer with.
protocol Answer {
    func write(to release: inout dp_release)
}

extension Double: Answer {
    func write(to release: inout dp_release) {
        release.value = self
    }
}

extension Int: Answer {
    func write(to release: inout dp_release) {
        release.is_integer = 1
        release.integer_value = Int64(self)
        release.value = Double(self)
    }
}

extension WithinBounds: Answer where Value: Answer, Entry: DifferentialPrivacyC.Entry {
    func write(to release: inout dp_release) {
        value.write(to: &release)
        bounds.write(to: &release)
    }
}

extension BoundsReport: Answer where Entry: DifferentialPrivacyC.Entry {
    func write(to release: inout dp_release) {
        release.bounds_learnt = 1
        Entry.setBounds(self, of: &release)
        release.noisy_entries_within = Int64(noisyEntriesWithin)
        release.noisy_entries_outside = Int64(noisyEntriesOutside)
        release.bounds_threshold = Int64(threshold)
    }
}

extension dp_release {
    init<Value: Answer>(_ release: Release<Value>, size: Int) {
        self.init()
        self.size = size
        release.value.write(to: &self)
        interval = release.interval.map { dp_interval($0) } ?? dp_interval()
        epsilon = release.event.epsilon.approximation
        delta = release.event.delta.approximation
        granularity = release.granularity
    }
}
