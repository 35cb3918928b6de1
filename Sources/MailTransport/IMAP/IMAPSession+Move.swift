extension IMAPSession {
  /// The server moves messages by one command; else they are copied and then deleted.
  package var offersMove: Bool { offers("MOVE") }

  /// Moves messages of the selected folder to another, which is made when it is missing. UIDs that
  /// are gone are no error.
  package func move(_ uids: [UID], to folder: String) async throws(IMAPError) {
    try await run { () throws(IMAPError) in
      for part in UIDSet.parts(uids) { _ = try transfer("MOVE", part, to: folder) }
    }
  }

  /// Copies messages of the selected folder to another, which is made when it is missing. Gives
  /// those that were copied: all, unless the server says which (UIDPLUS).
  package func copy(_ uids: [UID], to folder: String) async throws(IMAPError) -> [UID] {
    try await run { () throws(IMAPError) in
      var copied: [UID] = []
      for part in UIDSet.parts(uids) {
        let reply = try transfer("COPY", part, to: folder)
        let named = reply.code == "COPYUID" ? UIDSet.sources(ofCopy: reply.arguments) : nil
        copied += part.uids.filter { uid in
          named.map { $0.contains { $0.contains(uid.rawValue) } } ?? true
        }
      }
      return copied
    }
  }

  /// Deletes messages of the selected folder.
  package func delete(_ uids: [UID]) async throws(IMAPError) -> DeleteOutcome {
    try await run { () throws(IMAPError) in
      var outcome = DeleteOutcome.deleted
      for part in UIDSet.parts(uids) {
        if let reason = try remove(part) { outcome = .leftDeleted(reason: reason) }
      }
      return outcome
    }
  }

  /// Marks messages of the selected folder as read.
  package func markSeen(_ uids: [UID]) async throws(IMAPError) {
    try await run { () throws(IMAPError) in
      for part in UIDSet.parts(uids) { try store("\\Seen", part) }
    }
  }

  private func store(_ flag: String, _ part: UIDSet.Part) throws(IMAPError) {
    let reply = try command("UID STORE \(part.text) +FLAGS.SILENT (\(flag))")
    guard reply.kind == .ok else { throw refusal(of: "the flag \(flag)", reply) }
  }

  /// Deletes; gives the reason when the messages had to be left marked.
  private func remove(_ part: UIDSet.Part) throws(IMAPError) -> String? {
    try store("\\Deleted", part)
    // A plain EXPUNGE would delete messages that others have marked, too (RFC 4315).
    guard offers("UIDPLUS") else { return "the server has no UIDPLUS" }
    let reply = try command("UID EXPUNGE \(part.text)")
    guard reply.kind == .ok else { throw refusal(of: "UID EXPUNGE", reply) }
    return nil
  }

  // MARK: Transfer with the folder made

  /// MOVE or COPY, once more after making the folder, and once more under the server's prefix.
  private func transfer(
    _ verb: String, _ part: UIDSet.Part, to folder: String
  ) throws(IMAPError) -> StatusResponse {
    let name = try nameOnServer(folder)
    let reply = try attempt(verb, part, to: name)
    if reply.kind == .ok { return reply }
    if reply.code != "TRYCREATE", try exists(name) {
      throw refusal(of: "\(verb) to \(folder)", reply)
    }
    guard let uncreatable = try create(name) else {
      return try insist(verb, part, to: name)
    }
    guard let prefixed = try prefixed(name) else {
      throw refusal(of: "CREATE of the folder \(folder)", uncreatable)
    }
    var second = try attempt(verb, part, to: prefixed)
    if second.kind != .ok {
      if let third = try create(prefixed) {
        throw refusal(of: "CREATE of the folders \(folder) and \(prefixed)", third)
      }
      second = try insist(verb, part, to: prefixed)
    }
    folderNames[folder] = prefixed
    return second
  }

  private func attempt(
    _ verb: String, _ part: UIDSet.Part, to name: String
  ) throws(IMAPError) -> StatusResponse {
    let reply = try command("UID \(verb) \(part.text) \(Self.quoted(name))")
    if let disturbance = disturbance(reply) { throw disturbance }
    return reply
  }

  private func insist(
    _ verb: String, _ part: UIDSet.Part, to name: String
  ) throws(IMAPError) -> StatusResponse {
    let reply = try attempt(verb, part, to: name)
    guard reply.kind == .ok else { throw refusal(of: "\(verb) to \(name)", reply) }
    return reply
  }
}
