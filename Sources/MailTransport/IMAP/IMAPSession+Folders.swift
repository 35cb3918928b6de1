extension IMAPSession {
  /// The name of a configured folder on this server.
  func nameOnServer(_ folder: String) throws(IMAPError) -> String {
    guard !folder.isEmpty, !folder.hasControlCharacters else {
      throw failure(.missingFolder, "a folder's name is empty or holds a control character")
    }
    return folderNames[folder] ?? folder
  }

  /// A folder's name as commands carry it: modified UTF-7, quoted.
  static func quoted(_ name: String) -> String {
    let escaped = ModifiedUTF7.encode(name)
      .replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }

  /// The server has a folder of that name.
  func exists(_ name: String) throws(IMAPError) -> Bool {
    var found = false
    let reply = try command("LIST \"\" \(Self.quoted(name))") { event in
      if case .folder(let folder) = event, folder.name == name,
        !folder.attributes.contains("\\NONEXISTENT")
      {
        found = true
      }
    }
    guard reply.kind == .ok else { throw refusal(of: "LIST", reply) }
    return found
  }

  /// Makes a folder; nil when it is there now, else the server's refusal.
  func create(_ name: String) throws(IMAPError) -> StatusResponse? {
    let reply = try command("CREATE \(Self.quoted(name))")
    return reply.kind == .ok || reply.code == "ALREADYEXISTS" ? nil : reply
  }

  /// The name below the prefix under which this server keeps a user's folders; nil where there is
  /// no prefix or the name has it already. Courier and some Dovecots use "INBOX.".
  func prefixed(_ name: String) throws(IMAPError) -> String? {
    guard let prefix = try personalPrefix(), !prefix.isEmpty, name.uppercased() != "INBOX",
      !name.hasPrefix(prefix)
    else { return nil }
    return prefix + name
  }

  private func personalPrefix() throws(IMAPError) -> String? {
    var prefix: String?
    if offers("NAMESPACE") {
      _ = try command("NAMESPACE") { event in
        if case .personalNamespace(let found) = event { prefix = found }
      }
      return prefix
    }
    _ = try command("LIST \"\" \"\"") { event in
      if case .folder(let root) = event, let delimiter = root.delimiter {
        prefix = "INBOX" + delimiter
      }
    }
    return prefix
  }
}
