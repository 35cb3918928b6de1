import Foundation
import Records

/// A value as a column holds it.
package enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])
}

/// A value that a statement takes as it is.
package protocol SQLBindable {
  var sqlValue: SQLValue { get }
}

/// A value that a column gives; nil where the column holds another kind of value.
package protocol SQLReadable {
  init?(sqlValue: SQLValue)
}

package typealias SQLConvertible = SQLBindable & SQLReadable

extension SQLValue: SQLBindable {
  package var sqlValue: SQLValue { self }
}

extension Int64: SQLConvertible {
  package var sqlValue: SQLValue { .integer(self) }

  package init?(sqlValue: SQLValue) {
    guard case .integer(let number) = sqlValue else { return nil }
    self = number
  }
}

extension Int: SQLConvertible {
  package var sqlValue: SQLValue { .integer(Int64(self)) }

  package init?(sqlValue: SQLValue) {
    guard case .integer(let number) = sqlValue else { return nil }
    self.init(exactly: number)
  }
}

extension UInt32: SQLConvertible {
  package var sqlValue: SQLValue { .integer(Int64(self)) }

  package init?(sqlValue: SQLValue) {
    guard case .integer(let number) = sqlValue else { return nil }
    self.init(exactly: number)
  }
}

extension Bool: SQLConvertible {
  package var sqlValue: SQLValue { .integer(self ? 1 : 0) }

  package init?(sqlValue: SQLValue) {
    guard case .integer(let number) = sqlValue else { return nil }
    self = number != 0
  }
}

extension String: SQLConvertible {
  package var sqlValue: SQLValue { .text(self) }

  package init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue else { return nil }
    self = text
  }
}

extension [UInt8]: SQLConvertible {
  package var sqlValue: SQLValue { .blob(self) }

  package init?(sqlValue: SQLValue) {
    guard case .blob(let bytes) = sqlValue else { return nil }
    self = bytes
  }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
  package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

extension Optional: SQLReadable where Wrapped: SQLReadable {
  package init?(sqlValue: SQLValue) {
    guard sqlValue != .null else {
      self = .none
      return
    }
    guard let value = Wrapped(sqlValue: sqlValue) else { return nil }
    self = .some(value)
  }
}

/// An id or a word of a closed list stands in a column as its raw value.
extension RawRepresentable where RawValue: SQLBindable {
  package var sqlValue: SQLValue { rawValue.sqlValue }
}

extension RawRepresentable where RawValue: SQLReadable {
  package init?(sqlValue: SQLValue) {
    guard let raw = RawValue(sqlValue: sqlValue) else { return nil }
    self.init(rawValue: raw)
  }
}

/// An instant stands in a column as whole seconds since 1970.
extension Date: SQLConvertible {
  package var sqlValue: SQLValue { .integer(storedSeconds) }

  package init?(sqlValue: SQLValue) {
    guard let seconds = Int64(sqlValue: sqlValue) else { return nil }
    self.init(timeIntervalSince1970: TimeInterval(seconds))
  }
}

/// A day stands in a column as yyyy-MM-dd.
extension CivilDate: SQLConvertible {
  package var sqlValue: SQLValue { .text(description) }

  package init?(sqlValue: SQLValue) {
    guard let text = String(sqlValue: sqlValue) else { return nil }
    self.init(text)
  }
}

/// A time of day stands in a column as HH:mm.
extension TimeOfDay: SQLConvertible {
  package var sqlValue: SQLValue { .text(description) }

  package init?(sqlValue: SQLValue) {
    guard let text = String(sqlValue: sqlValue) else { return nil }
    self.init(text)
  }
}
