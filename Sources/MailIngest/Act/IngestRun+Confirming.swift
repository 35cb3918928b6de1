import Foundation
import MailTransport
import Store

extension IngestRun {
  /// The answer to whether a UID still is the mail that was settled under it.
  enum Confirmation: Equatable {
    /// The mail that was settled under it.
    case confirmed
    /// The server did not deliver it.
    case undelivered(String)
    /// There is nothing to compare it with.
    case incomparable
  }

  /// Fetches the copies and compares their contents with what was filed. Throws
  /// `FolderChanged.setBack` at one that is another mail.
  func confirm(
    _ messages: [ListedMessage], in folder: inout MailboxFolder
  ) async throws -> [UID: Confirmation] {
    let copies = try await store.copies(of: messages.map(\.uid.rawValue), in: folder.id)
    var found: [UID: Confirmation] = [:]
    for message in messages {
      guard let copy = copies[message.uid.rawValue] else { continue }
      found[message.uid] = try await confirm(message, copy, in: &folder)
    }
    return found
  }

  private func confirm(
    _ message: ListedMessage, _ copy: ServerCopy, in folder: inout MailboxFolder
  ) async throws -> Confirmation {
    guard let digest = copy.contentDigest else {
      // A mail too large to fetch has nothing but the server's facts.
      if let date = copy.internalDate, message.internalDate.map({ $0 != date }) ?? false {
        throw reused(message.uid)
      }
      return copy.likeness(to: message) == .same ? .confirmed : .incomparable
    }
    let arrival = try await fetch(from: folder).fetch(FetchGroup([message]))
    let digests = try await intake.digests(of: arrival.arrived(now: now()))
    try endRun(after: arrival.failure)
    if let failure = arrival.failure, failure.endsSession {
      try await reconnect(&folder, because: failure.message)
    }
    guard let present = digests[message.uid.rawValue] else {
      let reason = arrival.suspects(arrived: [])[message.uid]
      return .undelivered(reason?.description ?? "it was not delivered")
    }
    guard present.contains(digest) else { throw reused(message.uid) }
    try await store.recordCopy(
      of: message.uid.rawValue, size: message.size > 0 ? message.size : nil,
      internalDate: message.internalDate, in: folder.id)
    return .confirmed
  }

  private func reused(_ uid: UID) -> FolderChanged {
    .setBack("UID \(uid) is another mail now")
  }
}
