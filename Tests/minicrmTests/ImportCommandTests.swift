import Foundation
import TestKit
import Testing

/// Customers and contacts from CSV files.
@Suite struct ImportCommandTests {
  private let minicrm: Minicrm

  init() async throws {
    minicrm = try Minicrm()
    try await minicrm.addCompany("acme")
  }

  private struct Tally: Decodable, Equatable {
    let added: Int
    let updated: Int
    let unchanged: Int
  }

  private func arguments(_ what: String, _ bytes: some Sequence<UInt8>) throws -> [String] {
    let file = try minicrm.directory.write(bytes, to: "rows.csv")
    return [what, "import", "--company", "acme", file, "--json"]
  }

  /// Runs an import that people read the errors of.
  private func run(_ what: String, _ bytes: some Sequence<UInt8>) async throws -> Program.Run {
    try await minicrm.run(arguments(what, bytes).filter { $0 != "--json" })
  }

  private func tally(_ what: String, _ bytes: some Sequence<UInt8>) async throws -> Tally {
    let output = try await minicrm.mustRun(arguments(what, bytes))
    return try JSONDecoder().decode(Tally.self, from: output)
  }

  private func customers() async throws -> [CustomerRow] {
    try await minicrm.json([CustomerRow].self, "customer", "list", "--company", "acme")
  }

  private static let windows1252: [UInt8] =
    Array("name;email\r\nM".utf8) + [0xE4] + Array("ki; ".utf8) + Array("\r\n".utf8)
    + [0x80] + Array("uro;info@euro.example\r\n".utf8)

  @Test(arguments: [
    Array("name;email\nMäki;\n€uro;info@euro.example\n".utf8),
    [0xEF, 0xBB, 0xBF] + Array("Email,NAME\r\n,Mäki\r\ninfo@euro.example,€uro".utf8),
    Array("Nimi;Sähköposti;\r\nMäki;;\r\n€uro;info@euro.example;\r\n;;\r\n\r\n".utf8),
    Array("sep=;\r\nNAMN;e-post\r\nMäki;\r\n€uro;info@euro.example\r\n".utf8),
    Array("\n name\t\" eMail\"\n\nMäki\t\n\n\"€uro\"\tinfo@euro.example\n".utf8), windows1252,
  ])
  func `a file is read in every encoding and with every separator`(bytes: [UInt8]) async throws {
    #expect(try await tally("customer", bytes) == Tally(added: 2, updated: 0, unchanged: 0))
    let rows = try await customers()
    #expect(rows.map(\.name) == ["€uro", "Mäki"])
    #expect(rows.map(\.email) == ["info@euro.example", nil])
  }

  @Test func `a file imported again changes nothing, and then what differs`() async throws {
    let file = "externalID;name;phone\nE1;\"Mäki; \"\"Oy\"\"\";040 123\nE2;Toinen;\n"
    #expect(try await tally("customer", file.utf8).added == 2)
    #expect(try await tally("customer", file.utf8).unchanged == 2)
    let other = file.replacing("040 123", with: "040 456")
    #expect(
      try await tally("customer", other.utf8) == Tally(added: 0, updated: 1, unchanged: 1))
    #expect(try await customers().map(\.phone) == ["040 456", nil])
    #expect(try await customers().first?.name == "Mäki; \"Oy\"")
    let onlyPhones = "phone;externalID\n;E1\n"
    #expect(try await tally("customer", onlyPhones.utf8).updated == 1)
    #expect(try await customers().map(\.phone) == [nil, nil])
    let kinds = try await minicrm.log().map(\.kind)
    #expect(kinds == ["customerEdited", "customerEdited", "customerAdded", "customerAdded"])
  }

  @Test func `contacts come with the ids or the externalIDs of their customers`() async throws {
    _ = try await tally("customer", "name;externalID\nMäki;E1\n".utf8)
    let owner = try #require(try await customers().first)
    let byID = "customer;name;role;externalID\n\(owner.id);Maija;ostaja;K1\n"
    let byKey = "customerExternalID,name,phone\nE1,Matti,112\n"
    #expect(try await tally("contact", byID.utf8).added == 1)
    #expect(try await tally("contact", byKey.utf8).added == 1)
    #expect(try await tally("contact", byID.utf8).unchanged == 1)
    let rows = try await minicrm.json(
      [ContactRow].self, "contact", "list", "--company", "acme", "--customer", "\(owner.id)")
    #expect(rows.map(\.name) == ["Maija", "Matti"])
    #expect(rows.map(\.role) == ["ostaja", nil] && rows.map(\.phone) == [nil, "112"])
  }

  @Test(
    arguments: [
      ("customer", "", [(1, "the file is empty")]),
      (
        "customer", "väri;name;koko\n",
        [(1, "unknown columns “väri”, “koko”; there are name, ")]
      ),
      ("customer", "Nimi;name\n", [(1, "the column name is there twice")]),
      ("customer", "name;Name\n", [(1, "the column name is there twice")]),
      ("customer", "name;\nx;\ny;z\n", [(1, "column 2 has no name")]),
      ("customer", "email;phone\n", [(1, "the column name is missing")]),
      ("contact", "name\n", [(1, "the column customer or customerExternalID is missing")]),
      ("contact", "customer\n", [(1, "the column name is missing")]),
      (
        "contact", "customer;name\n99;Maija\n",
        [(2, "customer “99”: there is none; give one that minicrm customer list shows")]
      ),
      ("customer", "name;email\n\nA\nB;\nC;;\n", [(3, "names 2 columns"), (5, "names 2 columns")]),
      (
        "customer", "name\n\"A\n\u{1B}\"\n\"C\"x\n", [(2, "U+001B ESCAPE"), (4, "field 1 goes on")]
      ),
      ("customer", "name\nA\n\"B\nC\n", [(3, "the quote of field 1 is never closed")]),
      (
        "customer", "name;email;phone\nA;x;y\n;;040 123\n",
        [(2, "e-mail “x”"), (2, "phone “y”"), (3, "name: it is empty")]
      ),
      (
        "customer", "name;externalID\nA;E1\nB;E2\nC;E1\n",
        [(4, "external id “E1”: line 2 has it too")]
      ),
    ] as [(String, String, [(Int, String)])])
  func `every error names file and line, and nothing is imported`(
    what: String, text: String, errors: [(Int, String)]
  ) async throws {
    let run = try await run(what, text.utf8)
    #expect(run.code == 1 && run.output.isEmpty)
    let lines = run.errors.split(separator: "\n").dropFirst()
    #expect(lines.count == errors.count, "\(run.errors)")
    for (line, (number, message)) in zip(lines, errors) {
      #expect(line.hasPrefix("\(minicrm.directory.path("rows.csv")), line \(number): "))
      #expect(line.contains(message), "\(line)")
    }
    #expect(try await customers().isEmpty)
    #expect(try await minicrm.log().isEmpty)
  }

  @Test func `of many errors a hundred are shown and the rest counted`() async throws {
    let text = "name;phone\nGood;040 123\n" + String(repeating: "X;1\n", count: 110)
    let run = try await run("customer", text.utf8)
    #expect(run.code == 1)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count == 102 && lines.last == "… and 10 more")
    #expect(lines.first?.contains("errors: 110") == true)
    #expect(try await customers().isEmpty)
  }

  @Test(arguments: [
    ([0x6E, 0x00], "is no CSV text"), (Array("name\n".utf8) + [0x81], "is neither"),
    ([0xEF, 0xBB, 0xBF] + Array("name\n".utf8) + [0xE4], "is neither UTF-8 nor Windows-1252"),
  ])
  func `what is no text is refused`(bytes: [UInt8], error: String) async throws {
    let run = try await minicrm.run(arguments("customer", bytes))
    #expect(run.code == 1 && run.errors.contains(error))
  }

  @Test func `a file that is too large, missing or none is named`() async throws {
    let large = try minicrm.directory.write("name\n", to: "large.csv")
    #expect(truncate(large, (64 << 20) + 1) == 0)
    for (file, error) in [
      (large, "is larger than 64 MiB"), ("/nonexistent.csv", "No such file"),
      (minicrm.directory.path, "is a directory"),
    ] {
      let run = try await minicrm.run(["customer", "import", "--company", "acme", file])
      #expect(run.code == 1)
      #expect(run.errors.contains("\(file) ") && run.errors.contains(error), "\(run.errors)")
    }
  }
}
