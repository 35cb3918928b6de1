import MailTransport
import Store

/// Something to do with a message that still is the mail that it is due for.
struct ConfirmedAction {
  var due: DueAction
  /// The message as the server lists it now.
  let message: ListedMessage

  var uid: UID { message.uid }
}
