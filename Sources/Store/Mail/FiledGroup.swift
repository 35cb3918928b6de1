import Records

/// The outcome of filing the mails of a group.
package struct FiledGroup: Sendable, Hashable {
  /// One for each outcome, in the order of the mails.
  package internal(set) var filed: [FiledMail] = []
  /// Mails that break a rule of the store and are to be tried otherwise; nothing of them is stored.
  package internal(set) var refused: [RefusedMail] = []

  package init() {}

  package static func += (group: inout FiledGroup, more: FiledGroup) {
    group.filed += more.filed
    group.refused += more.refused
  }
}

/// A mail that the store can't take as it is.
package struct RefusedMail: Sendable, Hashable {
  package let uid: UInt32?
  package let reason: MailReason
}
