import Application

extension AgreementStep {
  /// For the person who is to agree to the login.
  func text(of login: ConfiguredLogin) -> String {
    switch self {
    case .code(let code, let page, let limit):
      """
      \(login.subject) wants to log in as \(login.username).

      1. On any device, open  \(page)
      2. Type in the code     \(code)
      3. Log in as \(login.username), or as somebody who may use that mailbox, and agree.

      Waiting until that is done (\(limit.components.seconds / 60) min at most) ...
      """
    case .address(let url):
      """
      \(login.subject) wants to log in as \(login.username).

      1. Open this address in a browser:

         \(url)

      2. Log in as \(login.username), or as somebody who may use that mailbox, and agree.
      3. A browser on this machine comes back by itself. One on another machine ends at a page that
         can't be shown: copy the whole address of that page, paste it here, and press Enter.
      """
    }
  }
}
