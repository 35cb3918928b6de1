import Application
import MailTransport

extension AgreementError {
  var text: String {
    switch fault {
    case .byPassword:
      "\(subject) logs in by password; give oauth2 in its place if it is to be authorised"
    case .needless(let grant):
      "\(subject): grant: \(grant.rawValue) needs nobody's leave; minicrm doctor tries the login"
    case .noWay:
      "\(subject): the settings name neither authorizeURL nor deviceURL; give one, or put a "
        + "refresh token into refreshToken"
    case .noCode(let error): "\(error) with --browser"
    case .outOfTime: "\(subject): nobody has agreed in time; nothing was kept; try again"
    case .noRefreshToken(let host):
      "\(subject): \(host) gave leave, but no refresh token; nothing was kept; the scope has to "
        + "ask for one (offline_access at Microsoft and many others)"
    case .loginRefused(let error, let username):
      "\(subject): somebody agreed, but the mail server refuses the login: \(error); nothing was "
        + "kept; agree as \(username), to all that is asked for"
    }
  }
}
