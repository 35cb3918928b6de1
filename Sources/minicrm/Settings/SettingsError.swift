import Yams

/// A fault in the settings file, with its line and column.
struct SettingsError: Error, CustomStringConvertible {
  let file: String
  let line: Int?
  let column: Int?
  let message: String

  init(file: String, mark: Mark? = nil, message: String) {
    self.file = file
    self.line = mark?.line
    self.column = mark?.column
    self.message = message
  }

  var description: String {
    guard let line, let column else { return "settings \(file): \(message)" }
    return "settings \(file), line \(line), column \(column): \(message)"
  }
}

extension SettingsError {
  /// A YAML error without the text around it, which may hold what nobody should see.
  init(file: String, yaml error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(file: file, mark: mark, message: "is not YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      self.init(
        file: file, mark: context.mark,
        message: "given twice: \(keys.joined(separator: ", "))")
    default:
      self.init(file: file, message: "is not YAML")
    }
  }
}
