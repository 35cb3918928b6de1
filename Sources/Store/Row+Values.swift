import Foundation
import GRDB
import Records

/// How the store's values stand in columns.
extension Row {
  /// An instant, from whole seconds since 1970.
  func instant(_ column: String) -> Date {
    Date(timeIntervalSince1970: TimeInterval(self[column] as Int64))
  }

  func instantIfAny(_ column: String) -> Date? {
    (self[column] as Int64?).map { Date(timeIntervalSince1970: TimeInterval($0)) }
  }

  func id<ID: OwnedIdentifier>(_ column: String) -> ID? {
    (self[column] as Int64?).map(ID.init(rawValue:))
  }

  /// The columns `customer` and `contact`.
  var party: Party { Party(customer: id("customer"), contact: id("contact")) }

  /// A value out of a closed list, which a CHECK of the schema keeps.
  func choice<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice {
    try known(column, Choice.init(rawValue:))
  }

  func choiceIfAny<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice? {
    try (self[column] as String?) == nil ? nil : choice(column)
  }

  func timeIfAny(_ column: String) throws -> TimeOfDay? {
    try (self[column] as String?) == nil ? nil : known(column) { TimeOfDay($0) }
  }

  func day(_ column: String) throws -> CivilDate { try known(column) { CivilDate($0) } }

  /// A text that only certain values can be read from.
  func known<Value>(_ column: String, _ read: (String) -> Value?) throws -> Value {
    let text: String = self[column]
    guard let value = read(text) else {
      throw StoreError(
        kind: .corrupt, subject: "column " + column, cause: "holds the unknown value " + text,
        suggestion: "restore the last backup")
    }
    return value
  }
}

extension Int64 {
  /// The number after a stored one; what is stored may be the greatest that there is.
  func following(in subject: String) throws(StoreError) -> Int64 {
    guard self < .max else {
      throw StoreError(
        kind: .corrupt, subject: subject, cause: "its numbers have come to an end",
        suggestion: "restore the last backup")
    }
    return self + 1
  }
}

extension Array<UInt8> {
  /// For a BLOB column.
  var stored: Data { Data(self) }
}
