import Foundation
import TestKit
import Testing

/// The Debian package and the program say the same of the program.
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
    let libraries = try text("Package.swift")
      .matches(of: /\.package\(\s*url: "[^"]*\/([^"\/]+)"/).map { String($0.1) }
    let told = try text("debian/copyright")
    try #require(libraries.count > 3)
    #expect(libraries.filter { !told.contains("linked/\($0)/*") } == [])
  }

  /// The versions of every package that is built in, those that others bring along too: a build of
  /// today and one of next year are the same program. `Package.resolved` is made by each build.
  @Test func `each package is built at the version that stands here`() throws {
    let resolved = try JSONDecoder().decode(
      Resolved.self, from: Data(text("Package.resolved").utf8))
    let versions = resolved.pins.map { "\($0.identity) \($0.state.version ?? "none")" }.sorted()
    #expect(
      versions == [
        "async-http-client 1.37.0", "flyingfox 0.27.1", "grdb.swift 7.10.0", "hummingbird 2.28.1",
        "swift-algorithms 1.2.1", "swift-argument-parser 1.8.2", "swift-asn1 1.7.4",
        "swift-async-algorithms 1.1.4", "swift-atomics 1.3.0", "swift-certificates 1.21.1",
        "swift-collections 1.6.0", "swift-configuration 1.4.0", "swift-crypto 4.5.2",
        "swift-distributed-tracing 1.7.3", "swift-http-structured-headers 1.7.0",
        "swift-http-types 1.8.0", "swift-log 1.16.2", "swift-metrics 2.13.0",
        "swift-mustache 2.1.1", "swift-nio 2.101.2", "swift-nio-extras 1.35.2",
        "swift-nio-http2 1.46.0", "swift-nio-ssl 2.37.6", "swift-nio-transport-services 1.28.0",
        "swift-numerics 1.1.1", "swift-service-context 1.5.1", "swift-service-lifecycle 2.13.0",
        "swift-system 1.8.1", "yams 6.2.2",
      ])
  }

  private struct Resolved: Decodable {
    struct Pin: Decodable {
      struct State: Decodable { let version: String? }

      let identity: String
      let state: State
    }

    let pins: [Pin]
  }
}
