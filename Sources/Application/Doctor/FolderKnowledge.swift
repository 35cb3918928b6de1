import MailIngest
import MailTransport
import Store

/// The store's knowledge of a mailbox's folder, to compare the folder with.
struct FolderKnowledge: Sendable {
  /// True where the server gives UIDs anew that it gave before.
  let isSetBack: Bool
  private let store: Store
  /// Nil where the folder is another one than it was, or was never read.
  private let position: MailboxPosition?

  /// Nil where the store can't tell, which its own checks say.
  init?(of mailbox: String, _ folder: SelectedFolder, in examined: ExaminedStore) async {
    do {
      store = try await examined.inspect()
      let position = try await store.mailboxStates().first { $0.name == mailbox }?.position
      let isSame = position?.uidValidity == folder.uidValidity.rawValue
      isSetBack =
        if isSame, let position, let next = folder.uidNext {
          next.rawValue < position.nextUID
        } else {
          false
        }
      self.position = isSame && !isSetBack ? position : nil
    } catch {
      return nil
    }
  }

  /// Counts the messages without a verdict, and those of them whose UID was passed.
  func waiting(among messages: [ListedMessage]) async throws -> (all: Int, passed: Int) {
    guard let position else { return (messages.count, 0) }
    let settled = try await store.settledCopies(
      of: messages.map(\.uid.rawValue), in: position.folder)
    let waiting = messages.filter { message in
      settled[message.uid.rawValue].map { $0.likeness(to: message) == .different } ?? true
    }
    return (waiting.count, waiting.count { $0.uid.rawValue < position.nextUID })
  }
}
