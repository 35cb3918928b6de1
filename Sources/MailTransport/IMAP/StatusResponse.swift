import Platform

/// An OK, NO, BAD, BYE or PREAUTH, with its response code and text (RFC 9051 §7.1).
struct StatusResponse: Equatable {
  enum Kind: String {
    case ok = "OK"
    case no = "NO"
    case bad = "BAD"
    case bye = "BYE"
    case preauth = "PREAUTH"
  }

  let kind: Kind
  /// The code's name in upper case: "TRYCREATE".
  let code: String?
  /// The text behind the code's name inside the brackets.
  let arguments: String
  /// The text for people, without control characters, of 300 characters at most: whole words, since
  /// a half of a password that the server quotes could not be told from other words.
  let text: String

  /// Reads what follows the status word: ` [CODE arguments] text`.
  init(kind: Kind, rest: ArraySlice<UInt8>) {
    self.kind = kind
    var rest = rest.drop { $0 == UInt8(ascii: " ") }
    var code: String?
    var arguments = ""
    if rest.first == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")) {
      let inside = rest[rest.index(after: rest.startIndex)..<close]
      let name = inside.prefix { $0 != UInt8(ascii: " ") }
      code = Self.printable(name).uppercased()
      arguments = String(
        decoding: inside.dropFirst(name.count).drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
      rest = rest[rest.index(after: close)...].drop { $0 == UInt8(ascii: " ") }
    }
    self.code = code
    self.arguments = arguments
    self.text = Self.printable(rest)
  }

  /// The server's answer as it is quoted in a message: "NO [TRYCREATE] no such folder".
  var words: String {
    ([kind.rawValue] + (code.map { ["[\($0)]"] } ?? []) + (text.isEmpty ? [] : [text]))
      .joined(separator: " ")
  }

  /// The response refuses for now only: the server's own trouble (RFC 5530, 3).
  var refusesForNow: Bool {
    kind != .ok && ["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"].contains(code)
  }

  /// Microsoft 365: the mailbox's own server is away.
  var isOfLostMailbox: Bool { text.contains("authenticated but not connected") }

  /// The code's argument as a number, if it is one.
  var number: UInt32? { UInt32(arguments) }

  /// The pause that the server asks for: "Request is throttled. Suggested Backoff Time: 9381
  /// milliseconds"; bounded to a day. Nil where it asks for none.
  var suggestedPause: Duration? { kind == .ok ? nil : LimitWords(text).pause }

  /// The server has enough of us: too many connections, too much asked for. Not where a limit may
  /// be that of a folder or of one command.
  var tellsLimit: Bool {
    guard kind != .ok, kind != .preauth else { return false }
    return code == "THROTTLED" || (code == "LIMIT" && kind == .bye) || LimitWords(text).tellsLimit
  }

  private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(1_200), as: UTF8.self)
    let clean = text.printable()
    guard clean.count > 300 || bytes.count > 1_200 else { return clean }
    let start = clean.prefix(300)
    return String(start[..<(start.lastIndex(of: " ") ?? start.startIndex)])
  }
}
