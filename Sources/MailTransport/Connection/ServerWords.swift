/// The lines that the server sent while libcurl connected and logged in, the last few of them.
final class ServerWords {
  private var lines: [StatusResponse] = []
  /// Why the server doesn't take an access token, where it said so.
  private(set) var challenge: TokenChallenge?

  /// Keeps the line when it is a NO, a BAD or a BYE.
  func append(_ bytes: UnsafeRawBufferPointer) {
    let line = bytes.prefix(4_096).filter { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
    let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
    note(offers: line)
    if words.count == 2, words[0] == [UInt8(ascii: "+")] {
      challenge = TokenChallenge(base64: String(decoding: words[1], as: UTF8.self)) ?? challenge
    }
    guard words.count >= 2,
      let kind = StatusResponse.Kind(
        rawValue: String(decoding: words[1], as: UTF8.self).uppercased()),
      kind == .no || kind == .bad || kind == .bye
    else { return }
    lines = lines.suffix(3) + [StatusResponse(kind: kind, rest: words.count > 2 ? words[2] : [])]
  }

  /// The SASL mechanisms that the server offers, in upper case.
  private(set) var mechanisms: [String] = []

  private func note(offers line: [UInt8]) {
    let words = String(decoding: line, as: UTF8.self).uppercased().split(separator: " ")
    guard words.contains("CAPABILITY") || words.contains("[CAPABILITY") else { return }
    let offered = words.filter { $0.hasPrefix("AUTH=") }.map { String($0.dropFirst(5)) }
    if !offered.isEmpty { mechanisms = offered }
  }

  /// Why the server refused to go on, where it said so.
  var refusal: StatusResponse? {
    lines.last { $0.suggestedPause != nil } ?? lines.last { $0.kind != .bye } ?? lines.last
  }
}
