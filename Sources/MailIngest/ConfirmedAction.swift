import MailTransport
import Store

/// Something to do with a message that still is the mail that it is due for.
struct ConfirmedAction {
  var due: DueAction
  /// What the server says of the message.
  let message: ListedMessage

  var uid: UID { message.uid }
}
