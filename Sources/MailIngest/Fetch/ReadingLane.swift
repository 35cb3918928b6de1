import AsyncAlgorithms

/// One of the lines in which arrived groups are read side by side. Groups go to the lanes in turn and
/// are taken from them in turn, so that they are committed in the order in which they were asked for.
struct ReadingLane: Sendable {
  private let arrivals = AsyncChannel<FetchArrival>()
  private let results = AsyncChannel<ReadArrival>()

  /// Waits until the one before it is being read.
  func send(_ arrival: FetchArrival) async {
    await arrivals.send(arrival)
  }

  /// Nothing more comes.
  func close() {
    arrivals.finish()
  }

  /// Reads one arrival after the other until the lane is closed.
  func run(_ read: (FetchArrival) async throws -> ReadArrival) async throws {
    defer { results.finish() }
    for await arrival in arrivals { await results.send(try await read(arrival)) }
  }

  /// What was read next; nil when there is no more, or when reading failed.
  func next() async -> ReadArrival? {
    await results.first { _ in true }
  }
}
