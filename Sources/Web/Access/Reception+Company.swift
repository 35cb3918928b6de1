import Application
import HTTPTypes
import HummingbirdCore
import Records

/// Pages and forms of a company, for its persons; for others there are none.
extension Reception {
  /// Makes a page; its path begins with `/{c}`.
  typealias CompanyPage = @Sendable (WebRequest, CompanyVisit) async throws -> Page

  /// A page, or a file, of a company.
  func getAtCompany(
    _ path: String,
    _ answer: @escaping @Sendable (WebRequest, CompanyVisit) async throws -> Response
  ) -> Route {
    get(path) { request, visit in
      var visit = try company(of: request, visit)
      return try await Self.missing {
        if let change = request.query["change"] {
          visit.notice = try await notice(of: change, request, visit)
        }
        return try await answer(request, visit)
      }
    }
  }

  /// An answer that is no page, and so has no way to log in: 401 for others.
  func dataAtCompany(
    _ path: String, isUse: Bool = true,
    _ answer: @escaping @Sendable (WebRequest, CompanyVisit) async throws -> Response
  ) -> Route {
    .get(path) { request in
      guard let visit = try await visit(request, isUse: isUse) else {
        throw WebError(.unauthorized)
      }
      let company = try company(of: request, visit)
      return try await Self.missing { try await answer(request, company) }
    }
  }

  func pageAtCompany(_ path: String, _ page: @escaping CompanyPage) -> Route {
    getAtCompany(path) { try await page($0, $1).answer() }
  }

  /// The form at `path/verb`, which is shown on a page at `path`. `change` gives the path that the
  /// person would look at next. Where the change is refused, the page is shown again, with what was
  /// typed and each refusal at its field.
  func formAtCompany(
    _ path: String, _ verb: String, _ right: Right = .work, on page: @escaping CompanyPage,
    receivesFiles: Bool = false, _ change: @escaping @Sendable (CompanyForm) async throws -> String
  ) -> Route {
    .post("\(path)/\(verb)") { request in
      guard let visit = try await visit(request) else { return .seeOther("/login") }
      var company = try company(of: request, visit)
      guard right.isGranted(to: company.workplace.membership.person.role) else {
        throw WebError(.forbidden)
      }
      let acting = company.workplace.acting(at: now())
      let files = ReceivedFiles(company.workplace, atMost: services.maximumUpload)
      let fields =
        if receivesFiles {
          try await request.form(files.limits, visit.formCheck, files: files.opener)
        } else {
          try await request.form(.plain, visit.formCheck)
        }
      do {
        let next = try await change(
          CompanyForm(
            request: request, visit: company, fields: fields, files: await files.all, acting: acting
          ))
        return .seeOther(Self.path(next, after: acting))
      } catch {
        let refusals = try Self.refusals(error, in: fields)
        company.attempt = Attempt(action: request.path, fields: fields, refusals: refusals)
        return try await Self.missing { [company] in
          var page = try await page(request, company)
          page.status = .unprocessableContent
          return page.answer()
        }
      }
    }
  }

  private func company(of request: WebRequest, _ visit: Visit) throws(WebError) -> CompanyVisit {
    let slug = request[parameter: "c"]
    guard let workplace = access.workplace(of: visit.logIn, company: slug) else {
      throw WebError(.notFound)
    }
    return CompanyVisit(visit: visit, workplace: workplace)
  }

  /// A record of a path that the company doesn't have is a page that isn't there.
  private static func missing(_ body: () async throws -> Response) async throws -> Response {
    do {
      return try await body()
    } catch let refusal as Refusal {
      throw WebError(refusal.code == .notFound ? .notFound : .unprocessableContent)
    }
  }

  /// The refusals of a form's fields; an error that is none, or is of the record in the path, is
  /// thrown again.
  private static func refusals(_ error: any Error, in fields: FormFields) throws -> [Refusal] {
    switch error {
    case let refusals as Refusals: return refusals.all
    case let refusal as Refusal:
      let field = refusal.field ?? self.field(of: refusal, in: fields)
      guard refusal.code != .notFound || field != nil else { throw WebError(.notFound) }
      return [Refusal(of: refusal.subject, field, given: refusal.given, refusal.fault)]
    default: throw error
    }
  }

  /// The field that names the record of a refusal, which knows only the record.
  private static func field(of refusal: Refusal, in fields: FormFields) -> RecordField? {
    guard case .record(let kind, let id) = refusal.subject, let field = kind.field,
      fields[field.rawValue] == "\(id)"
    else { return nil }
    return field
  }

  private static func path(_ next: String, after acting: ActingPerson) -> String {
    guard let entries = acting.entries else { return next }
    let (first, last) = (entries.lowerBound.rawValue, entries.upperBound.rawValue)
    let change = first == last ? "\(first)" : "\(first)-\(last)"
    return next + (next.contains("?") ? "&" : "?") + "change=\(change)"
  }

  // MARK: Undoing

  /// `POST /{c}/undo`
  var undoRoute: Route {
    formAtCompany(
      "/{c}", "undo", on: { _, visit in UndoPage(visit).page }
    ) { form in
      guard let change = form.fields["change"], let entries = ChangeNotice.entries(change) else {
        throw WebError(.badRequest)
      }
      try await form.acting.undo(entries)
      let to = LogInPage.ownPath(form.fields["to"])
      return to.hasPrefix("\(form.visit.path)/") ? to : "\(form.visit.path)/documents?state=inbox"
    }
  }

  /// Nil where the change is no longer the person's own to look at.
  private func notice(
    of change: String, _ request: WebRequest, _ visit: CompanyVisit
  ) async throws -> ChangeNotice? {
    guard let entries = ChangeNotice.entries(change) else { return nil }
    // Of a change of many records the last entry tells enough.
    let isFew = entries.upperBound.rawValue - entries.lowerBound.rawValue < ChangeNotice.few
    let first = isFew ? entries.lowerBound : entries.upperBound
    var texts: [String] = []
    for number in first.rawValue...entries.upperBound.rawValue {
      let entry = try? await visit.workplace.entry(LogNumber(rawValue: number))
      guard let entry, entry.person == visit.workplace.membership.person.email else { continue }
      texts.append(entry.text)
    }
    guard !texts.isEmpty else { return nil }
    return ChangeNotice(
      entries: change, text: texts.joined(separator: " · "),
      canBeUndone: try await visit.workplace.canUndo(entries),
      page: WebPath.with(
        request.path, request.query.all.filter { $0.name != "change" }.map { ($0.name, $0.value) }))
  }
}

extension ChangeNotice {
  /// So many entries are told of one by one.
  fileprivate static let few: Int64 = 3

  /// The entries of `12` or `12-40`; nil for what is neither.
  static func entries(_ text: String) -> ClosedRange<LogNumber>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      first > 0, last >= first
    else { return nil }
    return LogNumber(rawValue: first)...LogNumber(rawValue: last)
  }
}

/// The page of a change that could not be undone.
struct UndoPage {
  private let visit: CompanyVisit

  init(_ visit: CompanyVisit) { self.visit = visit }

  var page: Page {
    let language = visit.language
    var list = ListView(
      heading: Label.undo[language], path: "\(visit.path)/documents", empty: ListWords.notFound)
    list.hasSearch = false
    return list.page(visit, at: .log)
  }
}
