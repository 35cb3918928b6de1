import Foundation
import TestKit

/// Requests of pages by wrk, with the cookie of a session.
struct PageLoad {
  struct Result {
    let requestsPerSecond: Double
    /// In milliseconds, as is `p99`.
    let median: Double
    let p99: Double
  }

  let origin: String
  let cookie: String
  let seconds: Int

  /// Asks for a page on so many connections: each after a pause, so that there are `rate` requests
  /// a second in all, or without one. Every answer has to be the page.
  func run(_ path: String, connections: Int, atRate rate: Int? = nil) async throws -> Result {
    let directory = try TemporaryDirectory(named: "page-load")
    let script = try directory.write(script(connections: connections, rate: rate), to: "load.lua")
    let run = try await MeasuredRun.measure(
      "/usr/bin/wrk",
      [
        "--threads", "1", "--connections", "\(connections)", "--duration", "\(seconds)s",
        "--latency", "--script", script, "--header", "Cookie: \(cookie)", origin + path,
      ])
    return try result(run.output)
  }

  /// Pauses are spread evenly around their mean, so that connections don't come in step. At the end
  /// the script prints figures that a program can read, in microseconds.
  private func script(connections: Int, rate: Int?) -> String {
    let pause = rate.map { 1_000 * connections / $0 }
    let delay = pause.map { "function delay() return math.random(0, \(2 * $0)) end" } ?? ""
    return """
      \(delay)
      function response(status)
        if status ~= 200 then wrk.thread:stop() end
      end
      function done(summary, latency)
        print(string.format("figures %f %f %f %d", summary.requests / summary.duration * 1e6,
          latency:percentile(50), latency:percentile(99), summary.errors.status
          + summary.errors.connect + summary.errors.read + summary.errors.write))
      end
      """
  }

  private func result(_ output: String) throws -> Result {
    let line = output.split(separator: "\n").last { $0.hasPrefix("figures ") }
    let figures = line?.split(separator: " ").dropFirst().compactMap { Double($0) } ?? []
    guard figures.count == 4, figures[0] > 0, figures[3] == 0 else {
      throw BenchFailure("wrk got answers that are no pages: \(output)")
    }
    return Result(
      requestsPerSecond: figures[0], median: figures[1] / 1_000, p99: figures[2] / 1_000)
  }
}
