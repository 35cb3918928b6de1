import Records

/// How one outcome of an incoming mail was committed.
package struct FiledMail: Sendable, Hashable {
  package let uid: UInt32?
  package let mail: Mail
}
