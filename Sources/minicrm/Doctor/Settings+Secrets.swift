extension Settings {
  /// The places of the secrets, each with a name: `mailbox documents: password`.
  var secrets: [(name: String, source: SecretSource)] {
    let logins =
      mailboxes.map { ("mailbox \($0.name)", $0.server.login) }
      + (smtp?.login.map { [("smtp", $0)] } ?? [])
    return logins.flatMap { owner, login in
      login.secrets.map { ("\(owner): \($0.key)", $0.source) }
    }
  }
}

extension SecretSource {
  /// The path of one that is a file of its own; systemd sees to its credentials.
  var file: String? {
    if case .file(let path) = self { path } else { nil }
  }
}
