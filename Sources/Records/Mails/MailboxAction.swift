/// One thing to do with a mail on the server, written as in the settings:
/// `move:FOLDER`, `seen`, `delete` or `keep`.
package enum MailboxAction: Sendable, Hashable, RawRepresentable, Codable {
  case move(folder: String)
  case seen
  case delete
  case keep

  /// Nil for anything else, or a folder without a name.
  package init?(rawValue: String) {
    switch rawValue {
    case "seen": self = .seen
    case "delete": self = .delete
    case "keep": self = .keep
    default:
      guard rawValue.hasPrefix("move:"), rawValue.utf8.count > 5 else { return nil }
      self = .move(folder: String(rawValue.dropFirst(5)))
    }
  }

  package var rawValue: String {
    switch self {
    case .move(let folder): "move:" + folder
    case .seen: "seen"
    case .delete: "delete"
    case .keep: "keep"
    }
  }
}
