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
        var asked = Workplace.DocumentRequest()
        asked.customer = try request.id(request.query["customer"])
        asked.contact = try request.id(request.query["contact"])
        asked.state = request.query["state"].flatMap(DocumentState.init(rawValue:))
        if asked.state == nil, asked.customer == nil, asked.contact == nil { asked.state = .inbox }
        asked.text = request.searchText
        let rows = try await visit.workplace.documents(asked, request.listPage())
        let names = try await visit.workplace.names(
          ofCustomers: Set(rows.compactMap(\.customer)), contacts: [])
        return try DocumentsPage(visit, asked, rows, names).page.answer()
      },
      getAtCompany("/{c}/documents/{id}/file") { try await documentFile($0, $1) },
    ]
  }

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
}
