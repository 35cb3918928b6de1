import MailTransport

/// The rounds in which suspects are asked for alone.
struct LoneRounds {
  /// The doubt about the server's delivering at all.
  enum Doubt {
    case none
    /// A dozen messages were refused one after the other.
    case raised
    /// The server doesn't deliver what it delivered before, or has delivered nothing: the newest
    /// suspect is the last that is asked for.
    case confirmed
    case lastAsked
  }

  private(set) var number = 0
  private var rest: ArraySlice<ListedMessage> = []
  /// The round's last message.
  private(set) var newest: ListedMessage?
  var doubt = Doubt.none

  mutating func begin(_ suspects: [ListedMessage]) {
    number += 1
    rest = suspects[...]
    newest = suspects.last
  }

  /// The round's next message.
  mutating func take() -> ListedMessage? { rest.popFirst() }
}
