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
    let (run, output) = try await MeasuredRun.measure(
      "/proc/self/exe", ["raw-fetch"] + RawFetch(server).arguments)
    guard let bytes = Int(output.trimmingCharacters(in: .newlines)), bytes > contents.mailBytes
    else { throw BenchFailure("the raw fetch got \(output), not all \(contents.mailBytes) bytes") }
    return run
  }
}
