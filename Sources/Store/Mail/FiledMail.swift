import Records

/// The row of one outcome of an incoming mail.
package struct FiledMail: Sendable, Hashable {
  package let uid: UInt32?
  package let mail: Mail
}
