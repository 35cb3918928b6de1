/// A statement with the values of its parameters. An interpolated value becomes a parameter:
/// `"SELECT name FROM person WHERE id = \(id)"` binds the id, and never spells it.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
  /// With a `?` for each value.
  package private(set) var text: String
  /// In the order of their `?`.
  package private(set) var values: [SQLValue]

  package init(stringLiteral text: String) {
    (self.text, values) = (text, [])
  }

  package init(stringInterpolation interpolation: StringInterpolation) {
    (text, values) = (interpolation.text, interpolation.values)
  }

  package static func + (first: SQL, second: SQL) -> SQL {
    var whole = first
    whole += second
    return whole
  }

  package static func += (first: inout SQL, second: SQL) {
    first.text += second.text
    first.values += second.values
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""
    fileprivate var values: [SQLValue] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount)
      values.reserveCapacity(interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) { text += literal }

    package mutating func appendInterpolation(_ value: some SQLBindable) {
      text += "?"
      values.append(value.sqlValue)
    }

    /// NULL for nil.
    package mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
      text += "?"
      values.append(value.sqlValue)
    }

    /// The values in parentheses, as `IN` takes them.
    package mutating func appendInterpolation(oneOf list: [some SQLBindable]) {
      text += "(" + list.map { _ in "?" }.joined(separator: ", ") + ")"
      values += list.map(\.sqlValue)
    }

    package mutating func appendInterpolation(_ part: SQL) {
      text += part.text
      values += part.values
    }

    /// The values with commas between them.
    package mutating func appendInterpolation(list: [SQLValue]) {
      for index in list.indices { text += index > 0 ? ", ?" : "?" }
      values += list
    }

    /// The parts with commas between them.
    package mutating func appendInterpolation(list parts: [SQL]) {
      for (index, part) in parts.enumerated() {
        if index > 0 { text += ", " }
        appendInterpolation(part)
      }
    }

    /// Text of the program's own: the name of a table, or a condition without values.
    package mutating func appendInterpolation(raw text: String) { self.text += text }
  }
}
