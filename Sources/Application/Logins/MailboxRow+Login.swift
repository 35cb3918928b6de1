import Foundation
import Store

extension MailboxRow {
  /// The row tells the end of the access token that is kept; where nobody can tell the end, the
  /// last error says why.
  init(_ login: ConfiguredLogin, _ state: MailboxState?) {
    var (expires, fault, word): (Date?, String?, String) = (nil, nil, "password")
    if case .tokens(let keeper, _) = login.proof {
      word = "oauth2"
      do {
        expires = try keeper.expiry()
      } catch {
        fault = "\(error)"
      }
    }
    self.init(
      name: login.name, url: login.url, username: login.username, login: word,
      tokenExpires: expires)
    folder = login.folder
    lastSuccess = state?.lastSuccess
    lastError = fault
    if let error = state?.currentError { (lastError, since) = (error, state?.failingSince) }
  }
}
