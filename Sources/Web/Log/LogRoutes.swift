import Application
import HTTPTypes
import HummingbirdCore
import NIOCore
import Records

/// CRM asiakasloki.
extension Reception {
  /// Entries that are read at a time for a file.
  private static let batch = 1_000

  var logRoutes: [Route] {
    [
      getAtCompany("/{c}/log") { request, visit in
        do {
          let asked = try request.logSearch()
          if request.query["format"] == "csv" { return csv(asked, visit) }
          let log = try await visit.workplace.log(asked)
          return try await page(log, asked, request, visit).answer()
        } catch let refusal as Refusal where refusal.isOfFilter {
          let nothing = LogPageRow(entries: [], next: nil)
          let asked = LogSearching.Request(limit: 1)
          return try await page(nothing, asked, request, visit, refusal).answer()
        }
      }
    ]
  }

  private func page(
    _ log: LogPageRow, _ asked: LogSearching.Request, _ request: WebRequest,
    _ visit: CompanyVisit, _ refusal: Refusal? = nil
  ) async throws -> Page {
    let customers = log.entries.compactMap(\.customer) + [asked.customer?.id].compactMap(\.self)
    let contacts = [asked.contact?.id].compactMap(\.self)
    let names = try await visit.workplace.names(
      ofCustomers: Set(customers), contacts: Set(contacts))
    var page = try LogPage(visit, log, names, request)
    page.refusal = refusal
    page.persons = try await visit.workplace.allPersons()
    if request.query["verify"] == "1" { page.chain = try await visit.workplace.verifyLog() }
    return page.page
  }

  /// All that was found, as a file, read batch by batch.
  private func csv(_ asked: LogSearching.Request, _ visit: CompanyVisit) -> Response {
    let name = AttachmentName.disposition("\(visit.workplace.company.slug)-loki.csv")
    return Response(
      status: .ok,
      headers: [.contentType: "text/csv; charset=utf-8", .contentDisposition: name],
      body: ResponseBody { writer in
        var asked = asked
        asked.limit = Self.batch
        try await writer.write(ByteBuffer(string: LogTable.head))
        repeat {
          let log = try await visit.workplace.log(asked)
          if !log.entries.isEmpty {
            let lines = log.entries.map(LogTable.line).joined()
            try await writer.write(ByteBuffer(string: lines))
          }
          asked.after = log.next
        } while asked.after != nil
        try await writer.finish(nil)
      })
  }
}

extension WebRequest {
  /// The search that the filters ask for. Refuses what is no kind or no day.
  fileprivate func logSearch() throws -> LogSearching.Request {
    var asked = LogSearching.Request(limit: Self.listLimit)
    (asked.text, asked.after) = (searchText, query["after"])
    asked.customer = try id(filled("customer")).map(Reference.id)
    asked.contact = try id(filled("contact")).map(Reference.id)
    asked.person = filled("person")
    for text in query.values("kind").flatMap({ $0.split(separator: ",").map(String.init) }) {
      guard let kind = LogKind(rawValue: text) else {
        throw Refusal(.kind, text, .absent(.unknown))
      }
      asked.kinds.insert(kind)
    }
    (asked.from, asked.to) = (try day("from"), try day("to"))
    return asked
  }

  private func filled(_ name: String) -> String? {
    query[name].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }

  private func day(_ name: String) throws(Refusal) -> CivilDate? {
    guard let text = filled(name) else { return nil }
    guard let day = CivilDate(written: text) else {
      throw Refusal(.date, text, .time(.notADay))
    }
    return day
  }
}

extension Refusal {
  /// A filter that says nothing, which the page tells; a record that the company doesn't have is no
  /// page.
  fileprivate var isOfFilter: Bool {
    code != .notFound || field == .person || field == .kind
  }
}
