import MailTransport
import Records

/// One message that is asked for by itself.
struct LoneRequest: Equatable {
  let message: ListedMessage
  /// The reason that is recorded with the try, before the message is asked for; nil where the try
  /// doesn't count against the message.
  let countedFor: MailReason?
  /// The try is the message's first counted one of this run.
  let isFirst: Bool
  /// The message is filed as any other. Else only its bytes are kept: too many processes ended
  /// while it was filed.
  let isFiled: Bool

  var uid: UID { message.uid }

  /// `countedFor` is nil for a message that is under no suspicion.
  init(
    _ message: ListedMessage, countedFor: MailReason? = nil, isFirst: Bool = true,
    isFiled: Bool = true
  ) {
    self.message = message
    self.countedFor = countedFor
    self.isFirst = isFirst
    self.isFiled = isFiled
  }
}
