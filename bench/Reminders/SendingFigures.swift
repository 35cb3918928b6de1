import Foundation

/// The times of a sender for its share of the notices, in all rounds.
struct SendingFigures: Codable {
  let sender: String
  let connections: Int
  /// Milliseconds.
  let addedRoundTrip: Int
  /// A round's mails, and the seconds of each round.
  let mails: Int
  private(set) var seconds: [Double] = []

  init(_ sender: String, connections: Int, addedRoundTrip: Int, mails: Int) {
    self.sender = sender
    self.connections = connections
    self.addedRoundTrip = addedRoundTrip
    self.mails = mails
  }

  mutating func add(_ seconds: Double) { self.seconds.append(seconds) }

  /// Mails a second.
  var rate: Double { Double(mails * seconds.count) / seconds.reduce(0, +) }

  static let header = """
    | added round trip | sender | connections | mails/s | times smtplib | times smtp-source |
    |---|---|---|---|---|---|
    """

  /// A line of the table; `others` are all that sent to the same sink.
  func line(beside others: [SendingFigures]) -> String {
    let ratios = ["smtplib", "smtp-source"].map { peer in
      others.first { $0.sender == peer }.map { String(format: "%.2f", rate / $0.rate) } ?? "–"
    }
    let cells =
      ["\(addedRoundTrip) ms", sender, "\(connections)", String(format: "%.0f", rate)] + ratios
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
