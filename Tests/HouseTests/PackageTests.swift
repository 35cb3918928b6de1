import Foundation
import TestKit
import Testing

/// What the Debian package says of the program, and the program of itself.
@Suite struct PackageTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: SourceFile.root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test func `the version is that of the newest entry of the changelog`() throws {
    let newest = try text("debian/changelog").firstMatch(of: /^minicrm \(([^)]+)\)/)?.1
    let program = try text("Sources/minicrm/ProgramVersion.swift")
    try #require(newest != nil)
    #expect(program.firstMatch(of: /current = "([^"]+)"/)?.1 == newest)
  }

  @Test func `the terms of every library that is linked in are told`() throws {
    let libraries = try text("Package.swift").matches(of: /\.package\(url: "[^"]*\/([^"\/]+)"/)
      .map { String($0.1) }
    let told = try text("debian/copyright")
    try #require(libraries.count > 3)
    #expect(libraries.filter { !told.contains("linked/\($0)/*") } == [])
  }
}
