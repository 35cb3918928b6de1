import Application
import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import Records

/// Names that the script completes a text with.
extension Reception {
  /// So many are offered.
  private static let most = 8

  private struct Choice: Encodable {
    let id: Int64
    let name: String
    /// The text that the field gets: the name where that is one record's alone, else the id.
    let value: String
  }

  var nameRoutes: [Route] {
    [
      dataAtCompany("/{c}/customers/names") { request, visit in
        let rows = try await visit.workplace.customers(
          text: request.searchText, ListPage(limit: Self.most * 2))
        let present = rows.map(\.customer).filter { !$0.archived }.prefix(Self.most)
        return try Self.answer(present.map { ($0.id.rawValue, $0.name) })
      },
      dataAtCompany("/{c}/contacts/names") { request, visit in
        let rows = try await visit.workplace.contacts(
          text: request.searchText, ListPage(limit: Self.most))
        return try Self.answer(rows.map { ($0.contact.id.rawValue, $0.contact.name) })
      },
    ]
  }

  private static func answer(_ found: [(id: Int64, name: String)]) throws -> Response {
    let names = Dictionary(grouping: found) { $0.name.lowercased() }
    let choices = found.map { id, name in
      let isAlone = names[name.lowercased(), default: []].count == 1
      return Choice(id: id, name: name, value: isAlone ? name : "\(id)")
    }
    let bytes = try JSONEncoder().encode(choices)
    return Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
