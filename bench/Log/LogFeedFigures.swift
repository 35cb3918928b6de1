import Foundation
import TestKit

/// The shipped `minicrm log feed` on the largest company's log, into a file.
struct LogFeedFigures: Codable {
  let entries: Int
  let run: MeasuredRun

  init(of world: LogWorld, in store: String) async throws {
    let installation = try Minicrm(store: store)
    defer { withExtendedLifetime(installation) {} }
    let (run, output) = try await MeasuredRun.measure(
      Minicrm.executable,
      ["log", "feed", "--company", "yritys-1", "--config", installation.settingsFile])
    self.run = run
    entries = output.utf8.count { $0 == UInt8(ascii: "\n") }
  }

  var line: String {
    let rate = Double(entries) / run.seconds
    return String(
      format: "Feed: %d entries in %.2f s, %.0f a second; peak %.0f MB.", entries, run.seconds,
      rate, run.peakMegabytes)
  }
}
