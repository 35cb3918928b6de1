import Application
import MailTransport

extension MailboxSettings {
  var configuredLogin: ConfiguredLogin {
    let login = server.login
    return ConfiguredLogin(
      named: name, tokens.subject, at: server.url, as: login.username, folder: folder,
      login.configuredProof(tokens), attempt: { try await access($0).connect().logout() })
  }
}

extension SMTPSettings {
  /// Nil on a server that asks for no login.
  var configuredLogin: ConfiguredLogin? {
    login.map { login in
      ConfiguredLogin(
        named: "smtp", tokens.subject, at: url, as: login.username, folder: nil,
        login.configuredProof(tokens), attempt: { _ = try await SMTPProbe(access($0)).look() })
    }
  }
}

extension LoginSettings {
  fileprivate func configuredProof(_ tokens: TokenPlace) -> ConfiguredLogin.Proof {
    guard let oauth2 else { return .password }
    let ways = AgreementWays(
      device: { try oauth2.device(tokens) }, page: oauth2.authorizeURL,
      parameters: oauth2.agreement)
    return .tokens(oauth2.keeper(of: username, tokens), ways)
  }
}
