import MailTransport

/// The keys of a mailbox, or of `smtp`, that say as whom to log in and how to prove it.
struct LoginSettings: Sendable {
  enum Proof: Sendable {
    case password(SecretSource)
    case oauth2(OAuth2Settings)
  }

  let username: String
  let proof: Proof

  /// Nil where neither a user name nor a proof is given.
  init?(
    _ section: inout SettingsSection, _ purpose: MailProvider.Purpose, _ provider: MailProvider?
  ) throws(SettingsError) {
    let username = section.take("username")
    let password = section.take("password")
    let oauth2 = section.take("oauth2")
    if username == nil, password == nil, oauth2 == nil { return nil }
    guard let username else {
      throw section.error("username is missing; it goes together with password or oauth2")
    }
    self.username = try username.text()
    switch (password, oauth2) {
    case (let password?, nil): proof = .password(try password.secretSource())
    case (nil, let oauth2?):
      proof = .oauth2(
        try OAuth2Settings(oauth2, purpose, provider, username: self.username))
    case (nil, nil): throw section.error("password is missing, or oauth2 in its place")
    case (_?, let oauth2?): throw oauth2.error("give either password or oauth2")
    }
  }

  var oauth2: OAuth2Settings? {
    if case .oauth2(let settings) = proof { settings } else { nil }
  }

  /// The places of the secrets, by their keys.
  var secrets: [(key: String, source: SecretSource)] {
    switch proof {
    case .password(let source): [("password", source)]
    case .oauth2(let settings): settings.secrets
    }
  }

  /// The source of the credential.
  func source(_ tokens: TokenPlace) -> any CredentialSource {
    switch proof {
    case .password(let source): PasswordSource { try Secret(source.read()) }
    case .oauth2(let settings): settings.keeper(of: username, tokens)
    }
  }
}
