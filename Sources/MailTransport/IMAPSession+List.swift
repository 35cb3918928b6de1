extension IMAPSession {
  /// The selected folder's messages with that UID or a higher one, ascending, each once.
  package func list(from first: UID) async throws(IMAPError) -> [ListedMessage] {
    try await run { () throws(IMAPError) in
      hasNews = false
      // Some servers refuse any set of an empty folder.
      if messageCount == 0 {
        let reply = try command("NOOP")
        guard reply.kind == .ok else { throw refusal(of: "NOOP", reply) }
        hasNews = false
        guard messageCount > 0 else { return [] }
      }
      var sizes: [UID: Int64] = [:]
      let reply = try fetchSizes("(UID RFC822.SIZE)", of: "\(first):*", from: first, into: &sizes)
      if reply.kind == .ok { return sorted(sizes) }
      if let disturbance = disturbance(reply) { throw disturbance }
      // One broken message can make a server refuse all sizes (Gmail: "Some messages could not be
      // FETCHed"); the UIDs alone then still tell what is there.
      let second = try fetchSizes("(UID)", of: "\(first):*", from: first, into: &sizes)
      guard second.kind == .ok else { throw refusal(of: "the list of messages", second) }
      return sorted(sizes)
    }
  }

  /// Which of these messages the selected folder still holds. What arrives meanwhile stays news.
  package func present(_ uids: [UID]) async throws(IMAPError) -> Set<UID> {
    try await run { () throws(IMAPError) in
      var sizes: [UID: Int64] = [:]
      for part in UIDSet.parts(uids) {
        let reply = try fetchSizes("(UID)", of: part.text, from: part.uids[0], into: &sizes)
        guard reply.kind == .ok else { throw refusal(of: "the list of messages", reply) }
      }
      return Set(sizes.keys).intersection(uids)
    }
  }

  private func sorted(_ sizes: [UID: Int64]) -> [ListedMessage] {
    sizes.map { ListedMessage(uid: $0.key, size: $0.value) }.sorted { $0.uid < $1.uid }
  }

  /// Adds each UID that the server shows, with 0 where it tells no size: an unsolicited FETCH of
  /// flags shows a message too.
  private func fetchSizes(
    _ items: String, of set: String, from first: UID, into sizes: inout [UID: Int64]
  ) throws(IMAPError) -> StatusResponse {
    var uid: UID?
    var size: Int64?
    var found = sizes
    let reply = try command("UID FETCH \(set) \(items)") { event in
      switch event {
      case .fetchBegan: (uid, size) = (nil, nil)
      case .uid(let value): uid = value
      case .size(let value): size = value
      case .fetchEnded:
        // `n:*` names the last message even when its UID is below n.
        guard let uid, uid >= first else { break }
        found[uid] = size ?? found[uid] ?? 0
      default: break
      }
    }
    sizes = found
    return reply
  }
}
