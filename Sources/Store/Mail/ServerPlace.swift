/// Where a mail is on its server.
struct ServerPlace: Hashable {
  let mailbox: String
  let uidValidity: UInt32
  let uid: UInt32

  init(mailbox: String, uidValidity: UInt32, uid: UInt32) {
    self.mailbox = mailbox
    self.uidValidity = uidValidity
    self.uid = uid
  }

  /// Nil for a mail that came by hand.
  init?(mailbox: String?, uidValidity: UInt32?, uid: UInt32?) {
    guard let mailbox, let uidValidity, let uid else { return nil }
    self.init(mailbox: mailbox, uidValidity: uidValidity, uid: uid)
  }
}
