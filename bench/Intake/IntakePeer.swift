import TestKit

/// A program that reads a mailbox from one end to the other.
protocol IntakePeer {
  /// One run, checked to have read all. What it writes goes below `directory`, which is there and
  /// empty.
  func run(
    _ server: IntakeServer, _ contents: IntakeContents, in directory: String
  ) async throws -> MeasuredRun
}

/// The server's own limit: `RawFetch` in a process of its own.
struct RawFetchPeer: IntakePeer {
  func run(
    _ server: IntakeServer, _ contents: IntakeContents, in directory: String
  ) async throws -> MeasuredRun {
    try await RawFetch(server).measure(mailBytes: contents.mailBytes)
  }
}
