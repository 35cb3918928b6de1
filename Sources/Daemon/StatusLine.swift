/// The doings of several parts in one line: parts that do the same are named together, and the
/// doing of most comes last.
enum StatusLine {
  /// So many are named of those that do the same.
  private static let longestList = 3

  /// `parts` are names with what each does, nil when that is not known yet. A part that is alone
  /// needs no name.
  static func text(_ parts: some Sequence<(String, String?)>) -> String {
    let parts = Array(parts)
    if let only = parts.first, parts.count == 1 { return only.1 ?? "starting" }
    let groups = Dictionary(grouping: parts, by: { $0.1 ?? "starting" })
    return groups.sorted { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
      .map { "\(list($0.value.map(\.0))): \($0.key)" }.joined(separator: "; ")
  }

  private static func list(_ names: [String]) -> String {
    guard names.count > longestList else { return names.joined(separator: ", ") }
    return names.prefix(longestList - 1).joined(separator: ", ")
      + " and \(names.count - longestList + 1) more"
  }
}
