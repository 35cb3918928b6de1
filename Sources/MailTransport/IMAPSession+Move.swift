extension IMAPSession {
  /// Moves messages of the selected folder to another, which is made when it is missing. UIDs that
  /// are gone are no error.
  package func move(_ uids: [UID], to folder: String) async throws(IMAPError) -> MoveOutcome {
    try await run { () throws(IMAPError) in
      var outcome = MoveOutcome.moved
      var refused: String?
      for part in UIDSet.parts(uids) {
        if offers("MOVE") {
          try transfer("MOVE", part, to: folder)
          continue
        }
        try transfer("COPY", part, to: folder)
        // Only after the COPY's OK, which threw otherwise.
        do throws(IMAPError) {
          if let reason = try remove(part) { outcome = .leftDeleted(reason: reason) }
        } catch {
          guard !error.endsSession else { throw error }
          // To throw would have it copied again, which doubles the messages in their new folder.
          refused = error.message
        }
      }
      return refused.map(MoveOutcome.copied) ?? outcome
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
  ) throws(IMAPError) {
    let name = try nameOnServer(folder)
    guard let refused = try attempt(verb, part, to: name) else { return }
    if refused.code != "TRYCREATE", try exists(name) {
      throw refusal(of: "\(verb) to \(folder)", refused)
    }
    guard let uncreatable = try create(name) else {
      return try insist(verb, part, to: name)
    }
    guard let prefixed = try prefixed(name) else {
      throw refusal(of: "CREATE of the folder \(folder)", uncreatable)
    }
    if try attempt(verb, part, to: prefixed) != nil {
      if let second = try create(prefixed) {
        throw refusal(of: "CREATE of the folders \(folder) and \(prefixed)", second)
      }
      try insist(verb, part, to: prefixed)
    }
    folderNames[folder] = prefixed
  }

  /// Nil when it was done, else the server's refusal.
  private func attempt(
    _ verb: String, _ part: UIDSet.Part, to name: String
  ) throws(IMAPError) -> StatusResponse? {
    let reply = try command("UID \(verb) \(part.text) \(Self.quoted(name))")
    if let disturbance = disturbance(reply) { throw disturbance }
    return reply.kind == .ok ? nil : reply
  }

  private func insist(_ verb: String, _ part: UIDSet.Part, to name: String) throws(IMAPError) {
    if let refused = try attempt(verb, part, to: name) {
      throw refusal(of: "\(verb) to \(name)", refused)
    }
  }
}
