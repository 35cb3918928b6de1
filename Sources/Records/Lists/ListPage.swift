/// The rows of a list that are asked for.
package struct ListPage<ID: Sendable>: Sendable {
  /// The most rows, at least 1; nil is all.
  package var limit: Int?
  /// The last row of the page before, wherever the list has it by now; nil begins the list.
  package var after: ID?

  package init(limit: Int? = nil, after: ID? = nil) {
    self.limit = limit
    self.after = after
  }

  /// The page of rows that are at hand in the list's order. `after` is refused where it is none of
  /// them.
  package func cut<Row>(
    _ rows: [Row], by id: (Row) -> ID, _ refusal: (ID) -> Refusal
  ) throws(Refusal) -> [Row] where ID: Equatable {
    var rest = rows[...]
    if let after {
      guard let last = rows.firstIndex(where: { id($0) == after }) else { throw refusal(after) }
      rest = rows[(last + 1)...]
    }
    return Array(limit.map { rest.prefix($0) } ?? rest)
  }
}
