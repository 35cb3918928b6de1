import MailTransport

/// `provider`: a company that keeps mailboxes, and what its settings are where they aren't given.
enum MailProvider: String, CaseIterable, Sendable {
  case microsoft365
  case google
  case outlook
  case yahoo
  case icloud
  case fastmail
  case zoho

  /// The use of a login.
  enum Purpose: Sendable {
    case reading
    case sending
  }

  func url(for purpose: Purpose) -> String {
    let (imap, smtp) = urls
    return purpose == .reading ? imap : smtp
  }

  private var urls: (imap: String, smtp: String) {
    switch self {
    case .microsoft365: ("imaps://outlook.office365.com", "smtp://smtp.office365.com:587")
    case .outlook: ("imaps://outlook.office365.com", "smtp://smtp-mail.outlook.com:587")
    case .google: ("imaps://imap.gmail.com", "smtps://smtp.gmail.com")
    case .yahoo: ("imaps://imap.mail.yahoo.com", "smtps://smtp.mail.yahoo.com")
    case .icloud: ("imaps://imap.mail.me.com", "smtp://smtp.mail.me.com:587")
    case .fastmail: ("imaps://imap.fastmail.com", "smtps://smtp.fastmail.com")
    case .zoho: ("imaps://imap.zoho.eu", "smtps://smtp.zoho.eu")
    }
  }

  /// The places that give tokens, and the scope; nil where a provider has app passwords only.
  struct Tokens: Sendable {
    let tokenURL: String
    var deviceURL: String?
    let authorizeURL: String
    let scope: String
    /// Parameters beside the usual for the page where a person agrees.
    var agreement: [(name: String, value: String)] = []
  }

  /// A Microsoft tenant goes by any of its domains, and so by the user's.
  func tokens(
    for purpose: Purpose, _ grant: OAuth2Client.Grant, username: String
  ) -> Tokens? {
    switch self {
    case .microsoft365:
      let domain = username.split(separator: "@").last.map(String.init) ?? "organizations"
      return Self.microsoft(tenant: domain, purpose, grant)
    case .outlook: return Self.microsoft(tenant: "consumers", purpose, grant)
    case .google:
      return Tokens(
        tokenURL: "https://oauth2.googleapis.com/token",
        authorizeURL: "https://accounts.google.com/o/oauth2/v2/auth",
        scope: "https://mail.google.com/",
        // Else there is no refresh token, or none from the second time on.
        agreement: [("access_type", "offline"), ("prompt", "consent")])
    case .yahoo, .icloud, .fastmail, .zoho: return nil
    }
  }

  private static func microsoft(
    tenant: String, _ purpose: Purpose, _ grant: OAuth2Client.Grant
  ) -> Tokens {
    let base = "https://login.microsoftonline.com/\(tenant)/oauth2/v2.0"
    let permission = purpose == .reading ? "IMAP.AccessAsUser.All" : "SMTP.Send"
    return Tokens(
      tokenURL: "\(base)/token", deviceURL: "\(base)/devicecode",
      authorizeURL: "\(base)/authorize",
      scope: grant == .clientCredentials
        ? "https://outlook.office365.com/.default"
        : "https://outlook.office.com/\(permission) offline_access")
  }
}
