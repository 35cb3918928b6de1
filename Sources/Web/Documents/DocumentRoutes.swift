import Application
import HTTPTypes
import HummingbirdCore
import NIOCore
import Platform
import Records

/// A company's documents.
extension Reception {
  var documentRoutes: [Route] {
    let list: CompanyPage = { try await documents($0, $1) }
    let one: CompanyPage = { try await document($0, $1) }
    let path = "/{c}/documents/{id}"
    return [
      pageAtCompany("/{c}/documents", list),
      formAtCompany("/{c}/documents", "add", on: list, receivesFiles: true) { form in
        guard !form.files.isEmpty else { throw Refusal(.file, .text(.empty)) }
        let rows = try await form.acting.add(form.files, form.uploadDetails())
        let isFiled = rows.first?.state == .filed
        return isFiled ? form.visit.path(ofDocument: rows[0].id) : form.visit.inboxPath
      },
      formAtCompany("/{c}/documents", "bulk", on: list) { try await moveMany($0) },
      pageAtCompany(path, one),
      getAtCompany("\(path)/file") { try await documentFile($0, $1) },
      dataAtCompany("\(path)/pages/{n}.png") { try await picture($0, $1) },
      formAtCompany(path, "assign", on: one) { form in
        let id: DocumentID = try form.request.pathID()
        // A key that was hit too early files nothing under nobody.
        guard form.text(.customer) != nil || form.text(.contact) != nil else {
          throw Refusal(.customer, .text(.empty))
        }
        try await form.acting.file(
          id, under: form.party, form.documentChange(), adding: form.additions)
        return form.next(after: id)
      },
      formAtCompany(path, "edit", on: one) { form in
        let id: DocumentID = try form.request.pathID()
        try await form.acting.editDocument(id, form.documentChange())
        return form.fields["next"] == nil
          ? form.visit.path(ofDocument: id) : form.visit.inboxPath(at: id)
      },
      move(path, "archive", .archive, on: one), move(path, "return", .return, on: one),
      move(path, "restore", .restore, on: one),
    ]
  }

  private func move(
    _ path: String, _ verb: String, _ move: DocumentMove, on page: @escaping CompanyPage
  ) -> Route {
    formAtCompany(path, verb, on: page) { form in
      let id: DocumentID = try form.request.pathID()
      try await form.acting.move([id], move)
      return form.next(after: id)
    }
  }

  /// A list of documents; the Inbox with the one that is looked at.
  private func documents(_ request: WebRequest, _ visit: CompanyVisit) async throws -> Page {
    let asked = try request.documents(request.query)
    let rows = try await visit.workplace.documents(asked, request.listPage())
    let names = try await visit.workplace.names(
      ofCustomers: Set(rows.compactMap(\.customer)), contacts: [])
    let list = try DocumentsPage(visit, asked, rows, names)
    guard asked.isInbox else { return list.page }
    let wanted: DocumentID? = try request.id(request.query["id"])
    var open = rows.first { $0.id == wanted } ?? rows.first
    if let wanted, open?.id != wanted { open = try await visit.workplace.document(wanted) }
    return try await inbox(list, open, visit, isChosen: wanted != nil)
  }

  private func inbox(
    _ list: DocumentsPage, _ open: DocumentRow?, _ visit: CompanyVisit, isChosen: Bool
  ) async throws -> Page {
    var sheet: DocumentSheet?
    if let open { sheet = try await self.sheet(open, visit, next: list.next(after: open.id)) }
    var inbox = InboxPage(visit, list, sheet, isChosen: isChosen)
    inbox.address = visit.workplace.address(by: services.addresses)
    let days = try visit.workplace.days()
    inbox.lastMail = try await visit.workplace.lastMail().map {
      days.shown($0, in: visit.language)
    }
    return inbox.page
  }

  /// One document with all that is beside it. A refused form of the Inbox is shown there again.
  private func document(_ request: WebRequest, _ visit: CompanyVisit) async throws -> Page {
    let row = try await visit.workplace.document(request.pathID())
    if visit.attempt?.fields["next"] != nil {
      var asked = Workplace.DocumentRequest()
      asked.state = .inbox
      let rows = try await visit.workplace.documents(
        asked, ListPage(limit: WebRequest.listLimit + 1))
      return try await inbox(
        try DocumentsPage(visit, asked, rows, PartyNames()), row, visit, isChosen: true)
    }
    let page = request.query["page"].map { Int($0) ?? 0 } ?? 1
    guard page >= 1 else { throw WebError(.notFound) }
    let history = try await visit.workplace.history(of: row.id)
    return try DocumentPage(visit, await sheet(row, visit, next: nil), history, page: page).page
  }

  private func sheet(
    _ row: DocumentRow, _ visit: CompanyVisit, next: DocumentID?
  ) async throws -> DocumentSheet {
    DocumentSheet(
      visit: visit, document: row,
      siblings: try await visit.workplace.siblings(of: row),
      names: try await visit.workplace.names(
        ofCustomers: Set([row.customer].compactMap(\.self)),
        contacts: Set([row.contact].compactMap(\.self))),
      groups: try await visit.workplace.groupPaths(), next: next)
  }

  // MARK: Many at once

  /// Moves the documents that a form names, or all that its search finds. Without a `verb` they go
  /// to the customer that it names, or into the archive.
  private func moveMany(_ form: CompanyForm) async throws -> String {
    let party = form.party
    let isGiven = form.text(.customer) != nil || form.text(.contact) != nil
    let move: DocumentMove =
      switch form.fields["verb"] {
      case "assign": .assign(party)
      case "archive": .archive
      case "return": .return
      case "restore": .restore
      case nil: isGiven ? .assign(party) : .archive
      default: throw WebError(.badRequest)
      }
    if case .assign = move, !isGiven { throw Refusal(.customer, .text(.empty)) }
    var asked = try form.request.documents(form.request.query)
    if form.fields["all"] == "1" {
      var filters = FormFields()
      for field in form.fields.all where field.name == "state" || field.name == "text" {
        filters.append(field.name, field.value)
      }
      // A customer in the form is the one that the documents go to, where they go to one.
      for field in form.fields.all where field.name == "customer" || field.name == "contact" {
        if case .assign = move { continue }
        filters.append(field.name, field.value)
      }
      if !filters.all.isEmpty { asked = try form.request.documents(filters) }
      try await form.acting.move(matching: asked, move)
    } else {
      let ids = try form.fields.values("id").map { (text) throws -> DocumentID in
        guard let id: DocumentID = try form.request.id(text) else { throw WebError(.notFound) }
        return id
      }
      guard !ids.isEmpty else { throw Refusal(of: .limit, .request(.belowOne)) }
      try await form.acting.move(ids, move)
    }
    return DocumentsPage.path(form.visit, asked)
  }

  // MARK: Files and images

  private func documentFile(
    _ request: WebRequest, _ visit: CompanyVisit
  ) async throws -> Response {
    let document = try await visit.workplace.document(request.pathID())
    let content = try await visit.workplace.content(of: document.id)
    // Whatever the file is, no browser shows it in our name.
    return FileAnswer(
      size: content.size, tag: EntityTag(document.sha256), attachedAs: document.fileName,
      headers: [
        .contentType: "application/octet-stream",
        .contentSecurityPolicy: "sandbox; default-src 'none'",
      ]
    ) { bytes, offset in
      try DescriptorCalls.read(content.descriptor, into: &bytes, at: offset)
    }.answer(to: request)
  }

  /// Pixels of a page image's width.
  private static let widths = 160...2400
  private static let usualWidth = 1_000

  private func picture(_ request: WebRequest, _ visit: CompanyVisit) async throws -> Response {
    let document = try await visit.workplace.document(request.pathID())
    guard let page = Int(request[parameter: "n"]), page >= 1 else { throw WebError(.notFound) }
    let width = request.query["width"].map { Int($0) ?? 0 } ?? Self.usualWidth
    guard Self.widths.contains(width) else { throw WebError(.badRequest) }
    let tag = EntityTag("\(document.sha256)-\(page)-\(width)").description
    let headers: HTTPFields = [
      .eTag: tag, .cacheControl: "private, no-cache", .contentType: "image/png",
    ]
    if EntityTag.isNamed(tag, in: request.headers[values: .ifNoneMatch]) {
      return Response(status: .notModified, headers: headers)
    }
    switch try await visit.workplace.picture(
      of: document.id, page: page, width: width, by: services.pictures)
    {
    case .image(let bytes):
      return Response(
        status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    case .noSuchPage: throw WebError(.notFound)
    case .unshowable: throw WebError(.unsupportedMediaType)
    case .unavailable(let reason):
      request.logger.warning("a page image was not made: \(reason.printable())")
      throw WebError(.serviceUnavailable, headers: [.retryAfter: "10"])
    case nil: throw WebError(.serviceUnavailable, headers: [.retryAfter: "60"])
    }
  }
}

extension WebRequest {
  /// The documents that filters ask for; the Inbox without any.
  func documents(_ filters: FormFields) throws -> Workplace.DocumentRequest {
    var asked = Workplace.DocumentRequest()
    asked.customer = try id(filters["customer"])
    asked.contact = try id(filters["contact"])
    asked.state = filters["state"].flatMap(DocumentState.init(rawValue:))
    if asked.state == nil, asked.customer == nil, asked.contact == nil { asked.state = .inbox }
    asked.text = filters["text"].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    return asked
  }
}

extension Workplace.DocumentRequest {
  /// Saapuneet itself, searched or not.
  var isInbox: Bool { state == .inbox && customer == nil && contact == nil }
}
