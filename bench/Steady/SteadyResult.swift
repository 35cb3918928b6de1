import Foundation

/// The result of a steady stream.
struct SteadyResult: Codable {
  /// The daemon's memory at a moment.
  struct Memory: Codable {
    /// Since the first mail.
    let seconds: Double
    let size: ProcessMemory
  }

  let mails: Int
  /// Mails a second.
  let rate: Int
  /// From the delivery of a mail to the commit of its document.
  let medianSeconds: Double
  let p99Seconds: Double
  let worstSeconds: Double
  /// By how much deliveries were behind the pace at most.
  let latestDeliverySeconds: Double
  /// A hundred times.
  let memory: [Memory]

  var table: String {
    let times = [medianSeconds, p99Seconds, worstSeconds, latestDeliverySeconds]
      .map { String(format: "%.3f", $0) }.joined(separator: " | ")
    let sizes = [10, 50, 100].map { share in
      let then = memory[share - 1]
      return String(
        format: "| %d %% | %.0f | %.1f | %.1f |", share, then.seconds, then.size.resident,
        then.size.anonymous)
    }
    return """
      | mails | a second | median s | p99 | worst | latest delivery |
      |---|---|---|---|---|---|
      | \(mails) | \(rate) | \(times) |

      | share of the mails | seconds | resident MB | of it its own |
      |---|---|---|---|
      \(sizes.joined(separator: "\n"))

      """
  }
}
