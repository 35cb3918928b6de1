/// One entry of `mailboxes:` in a settings file.
package struct MailboxSettings: Sendable {
  /// The protection of the connection.
  package enum Security: String, Sendable, CaseIterable {
    case plain
    case startTLS
    case implicitTLS
  }

  package var name: String
  package var url: String
  package var username: String
  package var password = Dovecot.password
  package var isPlain = false
  package var caFile: String?
  package var folder = "INBOX"
  package var filed = "move:Processed"
  package var other = "move:Rejected"
  package var idle = true
  package var poll = "60s"
  package var timeout = "10s"
  /// The lines of `oauth2`, which stands in place of the password; none leaves that.
  package var oauth2: [String] = []
  package var provider: String?

  /// The mailbox of a user of a private server.
  package init(
    of server: some RealIMAPServer, user: String? = nil, name: String? = nil,
    security: Security = .implicitTLS
  ) {
    username = user ?? server.users[0]
    self.name = name ?? username
    caFile = security == .plain ? nil : server.certificates.authority
    isPlain = security == .plain
    url =
      security == .implicitTLS
      ? "imaps://localhost:\(server.imapsPort)" : "imap://localhost:\(server.imapPort)"
  }

  /// The mailbox of a fake server, without TLS.
  package init(port: Int) {
    name = "documents"
    username = "docs"
    password = "secret"
    isPlain = true
    url = "imap://127.0.0.1:\(port)"
  }

  /// The entry in YAML, the password named by the file that holds it.
  func yaml(passwordFile: String) -> String {
    var lines = [
      "  - name: \(name)", "    url: \(url)", "    username: \(username)",
      "    folder: \(folder)",
      "    after: { filed: \"\(filed)\", other: \"\(other)\" }", "    idle: \(idle)",
      "    poll: \(poll)", "    timeout: \(timeout)",
    ]
    if oauth2.isEmpty {
      lines.append("    password: { file: \(passwordFile) }")
    } else {
      lines += ["    oauth2:"] + oauth2.map { "      \($0)" }
    }
    if let provider { lines.append("    provider: \(provider)") }
    if isPlain { lines.append("    tls: none") }
    if let caFile { lines.append("    caFile: \(caFile)") }
    return lines.joined(separator: "\n")
  }
}
