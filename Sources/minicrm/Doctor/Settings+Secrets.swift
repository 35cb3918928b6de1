extension Settings {
  /// Where the secrets are kept, each with whose it is.
  var secrets: [(owner: String, source: SecretSource)] {
    mailboxes.map { ("mailbox \($0.name)", $0.server.password) }
      + (smtp?.password.map { [("smtp", $0)] } ?? [])
  }
}

extension SecretSource {
  /// The path of one that is a file of its own; systemd sees to its credentials.
  var file: String? {
    if case .file(let path) = self { path } else { nil }
  }
}
