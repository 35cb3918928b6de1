import AsyncAlgorithms

extension FetchPipeline {
  /// One of the lines in which arrived groups are read side by side, in each one group at a time.
  struct Lane: Sendable {
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

    /// The next arrival that was read; nil when there is no more, or when reading failed.
    func next() async -> ReadArrival? {
      await results.first { _ in true }
    }

    /// Groups go to the lanes in turn and are taken from them in turn: so they keep their order.
    struct Turns {
      private let lanes: [Lane]
      private var turn = 0

      init(_ lanes: [Lane]) { self.lanes = lanes }

      mutating func next() -> Lane {
        defer { turn = (turn + 1) % lanes.count }
        return lanes[turn]
      }
    }
  }
}
