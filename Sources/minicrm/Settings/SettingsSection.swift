import Yams

/// A mapping of the settings file. Each key is taken once; what nobody took is unknown.
struct SettingsSection {
  private let own: SettingsNode
  private var values: [String: SettingsNode] = [:]
  private var keys: [SettingsNode] = []
  private var taken: [String] = []

  init(_ node: SettingsNode) throws(SettingsError) {
    guard let mapping = node.node.mapping else {
      throw node.error("keys with values are expected here")
    }
    own = node
    for (key, value) in mapping {
      let key = SettingsNode(node: key, path: node.path, file: node.file)
      let name = try key.text()
      keys.append(key)
      // `key:` with nothing behind it is a key that isn't given.
      if value.isNull { continue }
      values[name] = SettingsNode(node: value, path: path(to: name), file: node.file)
    }
  }

  mutating func take(_ name: String) -> SettingsNode? {
    taken.append(name)
    return values[name]
  }

  func has(_ name: String) -> Bool { values[name] != nil }

  mutating func require(_ name: String) throws(SettingsError) -> SettingsNode {
    guard let value = take(name) else { throw own.error("\(name) is missing") }
    return value
  }

  func error(_ message: String) -> SettingsError { own.error(message) }

  /// Throws for the first key that nobody asked for.
  func finish() throws(SettingsError) {
    for key in keys where try !taken.contains(key.text()) {
      throw key.error(
        "unknown key “\(try key.text())”; known here: \(taken.joined(separator: ", "))")
    }
  }

  private func path(to name: String) -> String {
    own.path.isEmpty ? name : "\(own.path).\(name)"
  }
}

extension Node {
  fileprivate var isNull: Bool {
    guard let scalar, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }
}
