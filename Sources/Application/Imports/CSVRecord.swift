import Records

/// One record of a CSV file.
struct CSVRecord: Equatable {
  /// The physical line that it begins on, from 1.
  let line: Int
  var fields: [String] = []
  /// The fault in the record's quoting; then the fields are a guess.
  var fault: TableFault?

  /// Nothing stands in it: an empty line, or only separators.
  var isBlank: Bool {
    fault == nil && fields.allSatisfy { $0.allSatisfy(\.isWhitespace) }
  }
}
