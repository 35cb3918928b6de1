import MailTransport

/// Messages that are fetched and committed together.
struct FetchGroup: Sendable, Equatable {
  private(set) var messages: [ListedMessage] = []
  /// Bytes, as the server announced them.
  private(set) var announced: Int64 = 0

  init(_ messages: [ListedMessage] = []) {
    for message in messages { append(message) }
  }

  mutating func append(_ message: ListedMessage) {
    messages.append(message)
    // A server may announce any number; a sum of a group's stays far from the type's end.
    announced += min(message.size, 1 << 48)
  }

  var uids: [UID] { messages.map(\.uid) }
  var byUID: [UID: ListedMessage] {
    Dictionary(messages.map { ($0.uid, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The bytes of each body to ask for: nil for all, or one more than the limit of a message that
  /// was announced as larger. The announcement may be wrong; the bytes that come decide.
  func bodyLimit(_ limit: Int64) -> Int64? {
    messages.count == 1 && announced > limit ? limit + 1 : nil
  }
}
