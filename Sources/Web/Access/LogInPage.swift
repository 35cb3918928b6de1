import HTTPTypes
import HummingbirdCore
import Records

/// The page at `/login`.
struct LogInPage {
  /// Something to be said above the form.
  enum Message {
    /// Nobody has the address, or the password is another.
    case wrong
    /// The address is missing by which a new password is asked for.
    case withoutAddress
    /// A link is on its way, where the address has a log-in.
    case linkSent
    case loggedOut

    var isRefusal: Bool {
      switch self {
      case .wrong, .withoutAddress: true
      case .linkSent, .loggedOut: false
      }
    }
  }

  let language: Language
  /// The path to go to after the log-in.
  var to = "/"
  /// As it was typed.
  var email = ""
  var message: Message?

  var page: Page {
    let words = message.map { AccessWords.of($0)[language] }
    let isRefusal = message?.isRefusal ?? false
    return Page(
      Label.logIn[language], language, template: "login",
      [
        "to": .text(to), "email": .optional(email),
        "refusal": .optional(isRefusal ? words : nil),
        "notice": .optional(isRefusal ? nil : words),
        "forgotten": .text(AccessWords.forgotten[language]),
      ],
      status: isRefusal ? .unprocessableContent : .ok)
  }

  /// Sends whoever has not logged in to the page, and back to this one afterwards.
  static func redirect(from request: WebRequest) -> Response {
    let query = request.query.all.map {
      "\(PercentCoding.encoded($0.name))=\(PercentCoding.encoded($0.value))"
    }
    let path = query.isEmpty ? request.path : "\(request.path)?\(query.joined(separator: "&"))"
    return .seeOther(path == "/" ? "/login" : "/login?to=\(PercentCoding.encoded(path))")
  }

  /// A path of this site, and nothing that a browser takes for another one.
  static func ownPath(_ text: String?) -> String {
    guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"),
      text.utf8.count <= 2_000, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return "/" }
    return text
  }
}
