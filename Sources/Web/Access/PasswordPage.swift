import HTTPTypes
import Records

/// The page of a link by which somebody sets a password.
struct PasswordPage {
  private let link: PasswordLink
  private let refusal: Refusal?

  init(_ link: PasswordLink, _ refusal: Refusal? = nil) {
    self.link = link
    self.refusal = refusal
  }

  var page: Page {
    let language = link.language
    let heading = AccessWords.newPassword[language]
    return Page(
      heading, language, template: "password",
      [
        "heading": .text(heading),
        "company": .optional(link.purpose == .invitation ? link.company : nil),
        "email": .text(link.email),
        "advice": .text(AccessWords.passwordAdvice[language]),
        "refusal": .optional(refusal.map { RefusalText(language).line($0) }),
        "least": .text("\(FieldRule.leastPassword)"),
      ],
      status: refusal == nil ? .ok : .unprocessableContent)
  }
}
