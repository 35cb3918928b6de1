extension Cyrus: RealIMAPServer {
  /// In one command (RFC 3502), so that thousands take about a second.
  package func put(_ mails: [[UInt8]], into folder: String, of user: String?) async throws {
    var command = Array("APPEND \(name(of: folder))".utf8)
    for mail in mails { command += Array(" {\(mail.count)+}\r\n".utf8) + mail }
    _ = try client(user).run(command)
  }

  package func mailCount(in folder: String, of user: String?) async throws -> Int {
    let client = try client(user)
    let found = try client.run("LIST \"\" \(name(of: folder))")
    guard found.contains(where: { $0.hasPrefix("* LIST") }) else { return 0 }
    let status = try client.run("STATUS \(name(of: folder)) (MESSAGES)")
    return status.lazy.compactMap { $0.firstMatch(of: /MESSAGES (\d+)/) }.first
      .flatMap { Int($0.1) } ?? 0
  }

  package func mailSubjects(in folder: String, of user: String?) async throws -> [String] {
    let client = try client(user)
    _ = try client.run("EXAMINE \(name(of: folder))")
    return try client.run("UID FETCH 1:* (BODY.PEEK[HEADER.FIELDS (SUBJECT)])")
      .filter { $0.hasPrefix("Subject: ") }.map { String($0.dropFirst(9)) }.sorted()
  }

  package func make(folder: String, of user: String?) async throws {
    _ = try client(user).run("CREATE \(name(of: folder))")
  }

  /// Its mails wait elsewhere while it is deleted and made again.
  package func renew(folder: String, of user: String?) async throws {
    let client = try client(user)
    let name = name(of: folder)
    let refuge = self.name(of: "Refuge")
    for command in [
      "CREATE \(refuge)", "SELECT \(name)", "UID MOVE 1:* \(refuge)", "UNSELECT", "DELETE \(name)",
      "CREATE \(name)", "SELECT \(refuge)", "UID MOVE 1:* \(name)", "UNSELECT", "DELETE \(refuge)",
    ] {
      _ = try client.run(command)
    }
  }

  private func name(of folder: String) -> String {
    folder == "INBOX" ? folder : folderPrefix + folder
  }

  private func client(_ user: String?) throws -> IMAPClient {
    try IMAPClient(port: imapPort, user: user ?? users[0], password: Dovecot.password)
  }
}
