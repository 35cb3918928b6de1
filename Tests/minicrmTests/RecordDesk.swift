import Foundation
import TestKit

/// An installation with two companies, `acme` and `beta`, each with a person, and at each a
/// customer with one contact; their ids are 1 at acme and 2 at beta.
struct RecordDesk {
  let minicrm: Minicrm
  let customer = 1
  let contact = 1

  init() async throws {
    minicrm = try Minicrm()
    for slug in ["acme", "beta"] {
      try await minicrm.addCompany(slug)
      try await minicrm.mustRun([
        "person", "add", "--company", slug, "--name", "Matti", "--email", "matti@\(slug).example",
      ])
    }
    try await minicrm.sql(
      """
      INSERT INTO customer (company, name) VALUES (1, 'Virtanen Oy'), (2, 'Toinen Oy');
      INSERT INTO contact (company, customer, name) VALUES
        (1, 1, 'Maija Virtanen'), (2, 2, 'Teppo Toinen');
      """)
  }

  func run(_ arguments: String...) async throws -> Program.Run { try await minicrm.run(arguments) }

  /// The one row of a command's answer.
  func row<Row: Decodable>(_ arguments: String...) async throws -> Row {
    try JSONDecoder().decode(Row.self, from: try await minicrm.mustRun(arguments + ["--json"]))
  }

  /// A file with that name and those bytes; its path.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    try minicrm.directory.write(bytes, to: "files/" + name)
  }

  /// The newest entry's text and acting person.
  func newestEntry() async throws -> (text: String, person: String?) {
    struct Page: Decodable {
      struct Entry: Decodable {
        let text: String
        let person: String?
      }
      let entries: [Entry]
    }
    let page: Page = try await row("log", "search", "--company", "acme", "--limit", "1")
    guard let entry = page.entries.first else { throw TestKitError("the log is empty") }
    return (entry.text, entry.person)
  }
}
