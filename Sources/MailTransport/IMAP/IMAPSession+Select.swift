extension IMAPSession {
  /// Selects a folder by the name that people use; a server that keeps a user's folders under a
  /// prefix ("INBOX.") is understood.
  package func select(_ folder: String) async throws(IMAPError) -> SelectedFolder {
    try await run { () throws(IMAPError) in
      let name = try nameOnServer(folder)
      let (answer, reply) = try trySelect(name)
      if let answer { return answer }
      if let disturbance = disturbance(reply) { throw disturbance }
      if try exists(name) { throw refusal(of: "the folder \(folder)", reply) }
      if let prefixed = try prefixed(name), try exists(prefixed),
        let answer = try trySelect(prefixed).0
      {
        folderNames[folder] = prefixed
        return answer
      }
      throw failure(.missingFolder, "there is no folder \(folder) (\(reply.words))")
    }
  }

  /// The place of copies into that folder: its UIDVALIDITY and the UID that the next message will
  /// have at least, 1 where the server doesn't say. Nil when there is no such folder.
  package func position(
    of folder: String
  ) async throws(IMAPError) -> (uidValidity: UIDValidity, next: UID)? {
    try await run { () throws(IMAPError) in
      let name = try nameOnServer(folder)
      var (numbers, reply) = try status(of: name)
      if reply.kind != .ok, let prefixed = try prefixed(name) {
        (numbers, reply) = try status(of: prefixed)
      }
      if let disturbance = disturbance(reply) { throw disturbance }
      guard reply.kind == .ok, let validity = numbers["UIDVALIDITY"] else { return nil }
      return (UIDValidity(rawValue: validity), UID(rawValue: max(1, numbers["UIDNEXT"] ?? 1)))
    }
  }

  private func status(
    of name: String
  ) throws(IMAPError) -> ([String: UInt32], StatusResponse) {
    var numbers: [String: UInt32] = [:]
    let reply = try command("STATUS \(Self.quoted(name)) (UIDVALIDITY UIDNEXT)") { event in
      if case .folderStatus(let found) = event { numbers = found }
    }
    return (numbers, reply)
  }

  /// The folder, or nil with the server's refusal.
  private func trySelect(_ name: String) throws(IMAPError) -> (SelectedFolder?, StatusResponse) {
    var uidValidity: UIDValidity?
    var uidNext: UID?
    var exists: UInt32 = 0
    selected = nil
    messageCount = 0
    let reply = try command("SELECT \(Self.quoted(name))") { event in
      switch event {
      case .exists(let count): exists = count
      case .status(let status) where status.code == "UIDVALIDITY":
        uidValidity = status.number.map(UIDValidity.init(rawValue:))
      case .status(let status) where status.code == "UIDNEXT":
        uidNext = status.number.flatMap { $0 > 0 ? UID(rawValue: $0) : nil }
      default: break
      }
    }
    hasNews = false
    guard reply.kind == .ok else { return (nil, reply) }
    guard let uidValidity, uidValidity.rawValue > 0 else {
      throw failure(.protocolViolation, "the folder \(name) has no UIDVALIDITY")
    }
    selected = uidValidity
    let folder = SelectedFolder(
      uidValidity: uidValidity, uidNext: uidNext, exists: Int(exists))
    return (folder, reply)
  }
}
