/// The number that a folder's UIDs belong to; when it changes, every UID known before is void
/// (RFC 9051 §2.3.1.1).
package struct UIDValidity: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package var description: String { String(rawValue) }
}
