import Application
import Foundation
import HTTPTypes
import HummingbirdCore
import Records

/// The pages by which people get in and out.
extension Reception {
  var accessRoutes: [Route] {
    [
      .get("/login") { try await showLogIn($0) },
      .post("/login") { try await logIn($0) },
      .post("/login/forgotten") { try await askForLink($0) },
      .post("/logout") { try await logOut($0) },
      .get("/password/{token}") { try await showPassword($0) },
      .post("/password/{token}") { try await setPassword($0) },
    ]
  }

  private func showLogIn(_ request: WebRequest) async throws -> Response {
    let to = LogInPage.ownPath(request.query["to"])
    if try await visit(request) != nil { return .seeOther(to) }
    var page = LogInPage(language: request.language, to: to)
    if request.query["sent"] != nil { page.message = .linkSent }
    if request.query["out"] != nil { page.message = .loggedOut }
    return page.page.answer()
  }

  private func logIn(_ request: WebRequest) async throws -> Response {
    // Nobody has a session yet, and so no token: the origin says that the form is ours.
    let form = try await request.form(.plain, .unneeded)
    let (email, to) = (form["email"] ?? "", LogInPage.ownPath(form["to"]))
    let answer = try await orCrowded {
      try await access.logIn(
        email, form["password"] ?? "", from: request.peer.address,
        browser: cookies.browser(of: request), replacing: cookies.session(of: request))
    }
    switch answer {
    case .entered(let entrance): return .seeOther(to, cookies.begun(entrance.session))
    case .wrong:
      return LogInPage(language: request.language, to: to, email: email, message: .wrong)
        .page.answer()
    case .tooMany(let end): throw tooMany(until: end)
    }
  }

  private func askForLink(_ request: WebRequest) async throws -> Response {
    let form = try await request.form(.plain, .unneeded)
    let email = form["email"] ?? ""
    guard !email.allSatisfy(\.isWhitespace) else {
      return LogInPage(language: request.language, message: .withoutAddress).page.answer()
    }
    forgottenPassword(email)
    return .seeOther("/login?sent=1")
  }

  private func logOut(_ request: WebRequest) async throws -> Response {
    guard let visit = try await visit(request) else {
      return .seeOther("/login?out=1", cookies.ended)
    }
    let form = try await request.form(.plain, visit.formCheck)
    if form["everywhere"] != nil {
      try await access.endOthers(of: visit.logIn, keeping: visit.session)
    }
    try await access.end(visit.session)
    return .seeOther("/login?out=1", cookies.ended)
  }

  // MARK: Links that set passwords

  private func showPassword(_ request: WebRequest) async throws -> Response {
    PasswordPage(try await link(of: request)).page.answer()
  }

  private func setPassword(_ request: WebRequest) async throws -> Response {
    let link = try await link(of: request)
    let form = try await request.form(.plain, .unneeded)
    do {
      let entrance = try await orCrowded {
        try await access.setPassword(
          form["password"] ?? "", by: SecretToken(request[parameter: "token"]),
          browser: cookies.browser(of: request))
      }
      guard let entrance else { throw WebError(.gone) }
      return .seeOther("/", cookies.begun(entrance.session))
    } catch let refusal as Refusal {
      return PasswordPage(link, refusal).page.answer()
    }
  }

  private func link(of request: WebRequest) async throws -> PasswordLink {
    guard let link = try await access.link(SecretToken(request[parameter: "token"])) else {
      throw WebError(.gone)
    }
    return link
  }

  func tooMany(until end: Date) -> WebError {
    .tooManyRequests(retryAfter: .seconds(max(1, Int64(end.timeIntervalSince(now()).rounded(.up)))))
  }

  /// So many passwords may be waiting to be looked at; others are asked to come again.
  func orCrowded<Value: Sendable>(
    _ body: () async throws -> Value
  ) async throws -> Value {
    do { return try await body() } catch is Crowded {
      throw WebError(.serviceUnavailable, headers: [.retryAfter: "10"])
    }
  }
}
