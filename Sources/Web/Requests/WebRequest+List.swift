import Records

/// The part of a request that asks for a page of a list.
extension WebRequest {
  /// Rows a page.
  static let listLimit = 50

  /// The words that are searched for; nil for none.
  var searchText: String? {
    query["text"].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }

  /// One row more than is shown, by which the page knows of a next one. Throws 404 for a cursor
  /// that is no id.
  func listPage<ID: RawRepresentable<Int64>>(_ type: ID.Type = ID.self) throws(WebError)
    -> ListPage<ID>
  {
    ListPage(limit: Self.listLimit + 1, after: try id(query["after"]))
  }

  /// The id of a path.
  func pathID<ID: RawRepresentable<Int64>>(_ type: ID.Type = ID.self) throws(WebError) -> ID {
    guard let id: ID = try id(self[parameter: "id"]) else { throw WebError(.notFound) }
    return id
  }

  /// The id of a filter; nil without one. Throws 404 for what is no id.
  func id<ID: RawRepresentable<Int64>>(_ text: String?) throws(WebError) -> ID? {
    guard let text else { return nil }
    guard let id = Int64(text), id > 0, "\(id)" == text else { throw WebError(.notFound) }
    return ID(rawValue: id)
  }
}

extension Array {
  /// The rows that a page shows, and the last one's cursor where there are more.
  func cut(_ cursor: (Element) -> Int64) -> (rows: [Element], next: String?) {
    guard count > WebRequest.listLimit else { return (self, nil) }
    let shown = Array(prefix(WebRequest.listLimit))
    return (shown, shown.last.map { "\(cursor($0))" })
  }
}
