/// The times of many runs of one kind of work.
struct Times {
  private var all: [Duration] = []

  mutating func measure(_ work: () async throws -> Void) async rethrows {
    let start = ContinuousClock.now
    try await work()
    add(ContinuousClock.now - start)
  }

  mutating func add(_ time: Duration) { all.append(time) }

  var median: Duration { quantile(0.5) }
  var p99: Duration { quantile(0.99) }
  var worst: Duration { all.max() ?? .zero }

  private func quantile(_ share: Double) -> Duration {
    let sorted = all.sorted()
    guard !sorted.isEmpty else { return .zero }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }
}
