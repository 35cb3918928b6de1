/// A table of a page: the heads of its columns, and rows of cells.
struct Table: Sendable {
  struct Cell: Sendable {
    var text: String?
    /// The page that the text leads to.
    var path: String?
    /// Smaller text below it.
    var detail: String?
    /// A number, which stands at the right.
    var isAmount = false
    /// Buttons, as fields of the template `form`.
    var forms: [TemplateFields] = []

    init(_ text: String?, to path: String? = nil, detail: String? = nil, isAmount: Bool = false) {
      self.text = text
      self.path = path
      self.detail = detail
      self.isAmount = isAmount
    }
  }

  let heads: [String]
  let rows: [[Cell]]

  /// The fields of the template `table`.
  var fields: TemplateFields {
    [
      "heads": .texts(heads),
      "rows": .list(rows.map { ["cells": .list($0.map(\.fields))] }),
    ]
  }
}

extension Table.Cell {
  fileprivate var fields: TemplateFields {
    [
      "content": .optional(text), "path": .optional(text == nil ? nil : path),
      "detail": .optional(detail), "isAmount": .flag(isAmount), "forms": .list(forms),
    ]
  }
}
