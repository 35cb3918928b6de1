import Foundation
import MIME

/// The time of a hostile mail.
struct HostileFigures: Codable {
  let mail: String
  let bytes: Int64
  let seconds: Double
  /// The number of looks at a byte, on average.
  let looks: Double
  let parts: Int

  init(of shape: HostileMail, in file: SpoolFile) throws {
    let mail = file.written(from: 0)
    let clock = ContinuousClock()
    let start = clock.now
    let tree = try MessageReader().read(mail) { try file.scratch() }
    seconds = (clock.now - start) / .seconds(1)
    self.mail = shape.rawValue
    bytes = mail.length
    looks = Double(tree.bytesExamined) / Double(mail.length)
    parts = tree.allParts.count
  }

  static let header = """
    | hostile mail | MB | seconds | bytes looked at, times the size | parts |
    |---|---|---|---|---|
    """

  /// A line of the table.
  var line: String {
    let times = String(format: "%.3f | %.1f", seconds, looks)
    return "| \(mail) | \(bytes / 1_000_000) | \(times) | \(parts) |"
  }
}
