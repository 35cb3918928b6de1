import Yams

/// A value of the settings file that knows where it stands, so that whatever is wrong with it is
/// said with its line and column.
struct SettingsNode {
  let node: Node
  /// The keys down to it: `mailboxes[0].password`.
  let path: String
  let file: String

  func error(_ message: String) -> SettingsError {
    SettingsError(
      file: file, mark: node.mark, message: path.isEmpty ? message : "\(path): \(message)")
  }

  /// The scalar as it is written, without YAML's guesses at types: `08:00` stays that.
  func string() throws(SettingsError) -> String {
    guard let text = node.scalar?.string else { throw error("a single value is expected here") }
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      throw error("contains a control character")
    }
    return text
  }

  func text() throws(SettingsError) -> String {
    let text = try string()
    guard !text.isEmpty else { throw error("is empty") }
    return text
  }

  func flag() throws(SettingsError) -> Bool {
    switch try string() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    case let other: throw error("“\(other)” is neither true nor false")
    }
  }

  func integer(in range: ClosedRange<Int>) throws(SettingsError) -> Int {
    let text = try string()
    guard let value = Int(text), range.contains(value) else {
      throw error(
        "“\(text)” is not a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// One of the words that `Value` has.
  func choice<Value: RawRepresentable & CaseIterable>(
    of type: Value.Type
  ) throws(SettingsError) -> Value where Value.RawValue == String {
    let text = try string()
    guard let value = Value(rawValue: text) else {
      let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw error("“\(text)” is not one of \(words)")
    }
    return value
  }

  /// A whole number with a unit: `500ms`, `60s`, `5m`, `1h`.
  func duration() throws(SettingsError) -> Duration {
    let text = try string()
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int64(digits), count > 0, count < 1_000_000_000 else {
      throw error("“\(text)” is not a time such as 500ms, 60s, 5m or 1h")
    }
    switch text.dropFirst(digits.count).drop(while: { $0 == " " }) {
    case "ms": return .milliseconds(count)
    case "s": return .seconds(count)
    case "m", "min": return .seconds(count * 60)
    case "h": return .seconds(count * 3_600)
    default: throw error("“\(text)” is not a time such as 500ms, 60s, 5m or 1h")
    }
  }

  /// A whole number of bytes, with a unit or without: `256MiB`, `10MB`, `4096`.
  func byteCount() throws(SettingsError) -> Int64 {
    let text = try string()
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let units: [Substring: Int64] = [
      "": 1, "B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "kB": 1_000,
      "MB": 1_000_000, "GB": 1_000_000_000,
    ]
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let count = Int64(digits), let factor = units[unit], count > 0,
      count <= (1 << 40) / factor
    else { throw error("“\(text)” is not a size such as 256MiB (at most 1024GiB)") }
    return count * factor
  }

  func list() throws(SettingsError) -> [SettingsNode] {
    guard let sequence = node.sequence else { throw error("a list is expected here") }
    return sequence.enumerated().map { index, item in
      SettingsNode(node: item, path: "\(path)[\(index)]", file: file)
    }
  }

  func section() throws(SettingsError) -> SettingsSection {
    try SettingsSection(self)
  }
}
