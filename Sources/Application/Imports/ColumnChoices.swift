import Records

/// The choices that somebody makes for the columns of a table beside its header.
package struct ColumnChoices: Sendable {
  /// A header of the file, and the name of the field that it stands for; empty where the column is
  /// to be left out.
  package struct Entry: Sendable, Hashable {
    package let header: String
    package let field: String

    package init(header: String, field: String) { (self.header, self.field) = (header, field) }
  }

  package var map: [Entry]
  /// Columns that no field has the name of are left out.
  package var ignoresUnknown: Bool

  package init(map: [Entry] = [], ignoresUnknown: Bool = false) {
    (self.map, self.ignoresUnknown) = (map, ignoresUnknown)
  }
}
