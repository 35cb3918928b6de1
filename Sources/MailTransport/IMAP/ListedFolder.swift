/// One line of a LIST reply (RFC 9051 §7.3.1).
struct ListedFolder: Equatable {
  /// In upper case, with their backslash.
  let attributes: [String]
  /// The hierarchy's separator, if there is a hierarchy.
  let delimiter: String?
  /// Decoded.
  let name: String
}
