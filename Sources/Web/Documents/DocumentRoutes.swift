import Application
import HTTPTypes
import HummingbirdCore
import Platform
import Records

/// A company's documents.
extension Reception {
  var documentRoutes: [Route] {
    [
      getAtCompany("/{c}/documents") { request, visit in
        try await documents(request, visit)
      },
      getAtCompany("/{c}/documents/{id}/file") { request, visit in
        try await file(request, visit)
      },
    ]
  }

  private func documents(
    _ request: WebRequest, _ visit: CompanyVisit
  ) async throws -> Response {
    var asked = Workplace.DocumentRequest(limit: DocumentsPage.limit + 1)
    asked.state = request.query["state"].flatMap(DocumentState.init(rawValue:)) ?? .inbox
    asked.text = request.query["text"]
    do {
      if let after = request.query["after"] { asked.after = try Self.document(after) }
      let rows = try await visit.workplace.documents(asked)
      let names = try await visit.workplace.names(
        ofCustomers: Set(rows.compactMap(\.customer)), contacts: [])
      return try DocumentsPage(visit, asked, rows, names).page.answer()
    } catch let refusal as Refusal where refusal.code == .notFound {
      throw WebError(.notFound)
    }
  }

  private func file(_ request: WebRequest, _ visit: CompanyVisit) async throws -> Response {
    let id = try Self.document(request[parameter: "id"])
    do {
      let document = try await visit.workplace.document(id)
      let content = try await visit.workplace.content(of: id)
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
    } catch let refusal as Refusal where refusal.code == .notFound {
      throw WebError(.notFound)
    }
  }

  /// An id of a path or a query; what is none is no document's.
  private static func document(_ text: String) throws(WebError) -> DocumentID {
    guard let id = Int64(text), id > 0, "\(id)" == text else { throw WebError(.notFound) }
    return DocumentID(rawValue: id)
  }
}
