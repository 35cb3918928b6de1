import Foundation
import TestKit

@testable import Store

/// One verb of the store, run in all its ways for the sake of its statements.
struct StoreVerb: Sendable {
  /// As the sources declare it: `CompanyScope.person(email:)`.
  let name: String
  let run: @Sendable (PlanDesk) async throws -> Void

  init(_ name: String, _ run: @escaping @Sendable (PlanDesk) async throws -> Void) {
    self.name = name
    self.run = run
  }

  static let all: [StoreVerb] =
    companies + persons + access + customers + groups + tasks + documents + log + mails
    + mailboxes + reminders + care

  /// The verbs that the sources declare: what is `package`, waits and hangs on a type.
  static func declared() throws -> Set<String> {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/Store")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    var verbs: Set<String> = []
    for path in paths where path.hasSuffix(".swift") {
      let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      verbs.formUnion(declared(in: text))
    }
    guard verbs.count > 20 else { throw TestKitError("no verbs in \(root.path)") }
    return verbs
  }

  private static func declared(in text: String) -> [String] {
    let types = text.matches(of: /(?m)^(?:package )?(?:extension|struct) (\w+)/)
    let verbs = text.matches(
      of: /(?s)\n  package func (\w+)(?:<[^>]*>)?\(((?:(?!\n  \}).)*?)\)\s*async/)
    return verbs.map { verb in
      let type = types.last { $0.range.lowerBound < verb.range.lowerBound }?.1 ?? ""
      let labels = verb.2.matches(of: /(?:^|,)\s*(\w+)(?:\s+\w+)?:/).map { "\($0.1):" }
      return "\(type).\(verb.1)(\(labels.joined()))"
    }
  }
}
