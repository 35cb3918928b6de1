import Foundation
import TestKit

/// One Swift file of the project as the rules look at it.
struct SourceFile: CustomStringConvertible {
  /// From the project's root: `Sources/MIME/ByteRange.swift`.
  let path: String
  let text: String
  /// The text as lines, without comments and without what string literals hold.
  let code: [String]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    code = CodeOnly.lines(of: text)
  }

  var description: String { path }
  /// `Sources/MIME/…` belongs to `MIME`.
  var target: String { String(path.split(separator: "/")[1]) }

  /// `Sources/MIME/Reader/ByteRange.swift` is `ByteRange`.
  var name: String { path.split(separator: "/").last.map { String($0.dropLast(6)) } ?? path }

  /// The names of the modules that it imports.
  var imports: Set<String> {
    let kinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "var", "let"]
    return Set(
      code.compactMap { line in
        guard line.utf8.count < 200, line.contains("import"),
          let match = line.firstMatch(of: /^[\w@\s]*\bimport\s+(\w+)(?:\s+(\w+))?/)
        else {
          return nil
        }
        return String(kinds.contains(String(match.1)) ? match.2 ?? match.1 : match.1)
      })
  }

  /// The lines of code that match, as `path:line: code`.
  func lines(matching pattern: some RegexComponent) -> [String] {
    zip(1..., code).filter { $0.1.contains(pattern) }.map { "\(path):\($0.0): \($0.1)" }
  }

  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The names of the files in a folder of the project, sorted.
  static func names(in folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
    return (names?.allObjects ?? []).compactMap { $0 as? String }.sorted()
  }

  /// All Swift files below `Sources`, `Tests` or `bench`, at least one.
  static func all(in folder: String) throws -> [SourceFile] {
    try cache[folder, default: .failure(TestKitError("no such folder: \(folder)"))].get()
  }

  private static let cache = Dictionary(
    uniqueKeysWithValues: ["Sources", "Tests", "bench"].map { folder in
      (folder, Result { try read(folder) })
    })

  private static func read(_ folder: String) throws -> [SourceFile] {
    let paths = names(in: folder).filter { $0.hasSuffix(".swift") }
    guard !paths.isEmpty else { throw TestKitError("no Swift file below \(root.path)/\(folder)") }
    return try paths.map { path in
      let file = root.appendingPathComponent(folder).appendingPathComponent(path)
      return SourceFile(
        path: "\(folder)/\(path)", text: try String(contentsOf: file, encoding: .utf8))
    }
  }
}
