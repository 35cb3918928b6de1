import Foundation

/// A mail of `Fixtures` and what is expected of it, beside it.
struct ConfirmationFixture: Sendable, CustomStringConvertible {
  /// The facts that a reader sees of the mail.
  struct Expected: Decodable, Sendable, Hashable {
    let verdict: String
    /// The facts of a forwarding confirmation.
    let provider: String?
    let code: String?
    let url: String?
    let authenticatedAs: String?
  }

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

  let description: String

  init(_ name: String) { description = name }

  static var all: [ConfirmationFixture] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".eml") }.sorted()
      .map { ConfirmationFixture(String($0.dropLast(4))) }
  }

  func bytes() throws -> Data {
    try Data(contentsOf: Self.folder.appending(path: description + ".eml"))
  }

  func text() throws -> String { String(decoding: try bytes(), as: UTF8.self) }

  func expected() throws -> Expected {
    let data = try Data(contentsOf: Self.folder.appending(path: description + ".json"))
    return try JSONDecoder().decode(Expected.self, from: data)
  }
}
