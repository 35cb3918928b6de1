/// Questions of a look at a mailbox's server, beside those that reading the mailbox answers.
extension IMAPSession {
  /// The certificate that protects the connection; nil without TLS.
  package func certificate() async throws(IMAPError) -> ServerCertificate? {
    try await run { () throws(IMAPError) in try openDialogue().certificate }
  }

  /// The extensions among `extensions` that the server lacks. IMAP4rev2 contains the most.
  package func lacking(_ extensions: [String]) -> [String] {
    extensions.filter { !offers($0) }
  }

  /// The server has such a folder, by the name that people use.
  package func hasFolder(_ folder: String) async throws(IMAPError) -> Bool {
    try await run { () throws(IMAPError) in
      let name = try nameOnServer(folder)
      if try exists(name) { return true }
      guard let prefixed = try prefixed(name) else { return false }
      return try exists(prefixed)
    }
  }

  /// The room of the folder's mailbox; nothing where the server tells none (RFC 9208).
  package func quota(of folder: String) async throws(IMAPError) -> [IMAPQuota] {
    try await run { () throws(IMAPError) in
      guard capabilities.contains("QUOTA") else { return [] }
      var found: [IMAPQuota] = []
      let name = try nameOnServer(folder)
      // A server that refuses has none for us.
      _ = try command("GETQUOTAROOT \(Self.quoted(name))") { event in
        if case .quota(let quota) = event { found.append(quota) }
      }
      return found
    }
  }
}
