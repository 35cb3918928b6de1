import Foundation

/// Files beside the tests.
enum Fixture {
  static let directory = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("Fixtures")

  static func url(_ name: String) -> URL {
    directory.appendingPathComponent(name)
  }

  /// The names of all mails, without ".eml".
  static func mails() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.path)
      .filter { $0.hasSuffix(".eml") }.map { String($0.dropLast(4)) }.sorted()
  }

  static func mail(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: url("\(name).eml")))
  }
}
