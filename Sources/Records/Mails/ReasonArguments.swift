import Foundation

/// The arguments of a reason's sentence: numbers and texts, in an order that each code has of its
/// own.
///
/// The arguments are stored as one array of JSON (`[3]`, `["Gmail","google.com"]`), none at all as
/// nothing.
package struct ReasonArguments: Sendable, Hashable, ExpressibleByArrayLiteral {
  package enum Argument: Sendable, Hashable {
    case number(Int64)
    case text(String)
  }

  private let all: [Argument]

  package init(arrayLiteral arguments: Argument...) {
    all = arguments
  }

  package init(_ all: [Argument]) {
    self.all = all
  }

  /// The number at a place; nil where none is.
  package func number(_ place: Int) -> Int64? {
    if place < all.count, case .number(let number) = all[place] { number } else { nil }
  }

  /// The text at a place; nil where none is.
  package func text(_ place: Int) -> String? {
    if place < all.count, case .text(let text) = all[place] { text } else { nil }
  }

  /// Whatever stands at a place, in a sentence; empty where nothing does.
  func shown(_ place: Int) -> String {
    number(place).map(String.init) ?? text(place) ?? ""
  }

  /// The same with other texts.
  package func mapTexts(_ change: (String) -> String) -> ReasonArguments {
    ReasonArguments(
      all.map { if case .text(let text) = $0 { .text(change(text)) } else { $0 } })
  }
}

extension ReasonArguments.Argument {
  /// A text that a server, a program or the system has written, as much of it as is kept.
  package static func words(_ text: String) -> Self { .text(TextLimit.words.cut(text)) }
}

// MARK: As they are stored

extension ReasonArguments {
  package var stored: String? {
    all.isEmpty ? nil : "[" + all.map(\.json).joined(separator: ",") + "]"
  }

  /// Nil for what is no such array.
  package init?(stored: String) {
    guard let all = Self.numbers(in: stored) ?? Self.any(in: stored) else { return nil }
    self.init(all)
  }

  /// Most reasons have numbers only, or nothing: no decoder is needed for a list of many mails.
  private static func numbers(in stored: String) -> [Argument]? {
    guard stored.utf8.first == UInt8(ascii: "["), stored.utf8.last == UInt8(ascii: "]") else {
      return nil
    }
    var numbers: [Argument] = []
    for piece in stored.dropFirst().dropLast().split(separator: ",") {
      guard let number = Int64(piece) else { return nil }
      numbers.append(.number(number))
    }
    return numbers
  }

  private static func any(in stored: String) -> [Argument]? {
    try? JSONDecoder().decode([Argument].self, from: Data(stored.utf8))
  }
}

extension ReasonArguments.Argument: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int64.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  fileprivate var json: String {
    switch self {
    case .number(let number): String(number)
    case .text(let text): Self.quoted(text)
    }
  }

  /// A string of JSON (RFC 8259, 7), with nothing escaped that need not be.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\0"..<" ":
        quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
