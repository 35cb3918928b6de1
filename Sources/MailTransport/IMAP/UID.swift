/// The unique identifier of a message in one folder, under one UIDVALIDITY (RFC 9051 §2.3.1.1).
/// At least 1; ascending in the order of arrival.
package struct UID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package var description: String { String(rawValue) }

  package static func < (left: UID, right: UID) -> Bool { left.rawValue < right.rawValue }
}
