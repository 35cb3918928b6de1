import Foundation
import Testing

/// The pages for developers name files that are there.
@Suite struct DocumentTests {
  @Test(arguments: ["README.md", "CONTRIBUTING.md", "docs/flow.md", "docs/performance.md"])
  func `a page names files that are there`(page: String) throws {
    let text = try String(
      contentsOf: SourceFile.root.appendingPathComponent(page), encoding: .utf8)
    let targets = Set(try SourceFile.all(in: "Sources").map(\.target))
    let named = text.matches(of: /`((\w+)\/[\w\/+]+\.swift)`/)
      .filter { targets.contains(String($0.2)) }.map { "Sources/\($0.1)" }
    let missing = named.filter {
      !FileManager.default.fileExists(atPath: SourceFile.root.appendingPathComponent($0).path)
    }
    #expect(missing == [])
    if page == "docs/flow.md" { #expect(named.count > 80) }
  }
}
