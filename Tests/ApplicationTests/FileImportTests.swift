import Foundation
import Records
import Store
import Testing

@testable import Application

@Suite struct FileImportTests {
  private func table(
    _ text: String, _ choices: ColumnChoices = ColumnChoices()
  ) throws -> TableImport {
    TableImport(try TextFile(Array(text.utf8), name: "a.csv"), choices)
  }

  @Test func `a table adds and updates, and the same file again changes nothing`() async throws {
    let office = try await Office()
    var tallies: [[Int]] = []
    for text in [
      "name;externalID\nÄlä Oy;1\nBeta Oy;2\n", "name;externalID\nUusi Oy;1\nBeta Oy;2\n",
    ] {
      try await table(text).run(.customers, at: office.acting) {
        tallies.append([$0.added, $0.updated, $0.unchanged])
      }
    }
    #expect(tallies == [[2, 0, 0], [0, 1, 1]])
    #expect(
      try await office.scope.customers().map(\.name).sorted() == [
        "Beta Oy", "Uusi Oy", "Virtanen Oy",
      ])
  }

  @Test func `all that is wrong with a table is said, and nothing is changed`() async throws {
    let office = try await Office()
    let table = try table("name;customer\nMaija;99\n;1\n")
    let refused = await #expect(throws: ImportRefused.self) {
      try await table.run(.contacts, at: office.acting) { _ in
        Issue.record("there is nothing to deliver")
      }
    }
    #expect(refused?.faults.first.map(\.line) == [2, 3])
    #expect(
      refused?.description.hasPrefix("a.csv: nothing was imported; errors: 2\na.csv, line 2: ")
        == true)
    #expect(try await office.scope.contacts().isEmpty)
  }

  @Test func `a text is UTF-8 or Windows-1252`() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let wide: [[UInt8]] = [[0xFF, 0xFE, 0xE4, 0], [0xFE, 0xFF, 0, 0xE4]]
    for bytes in [Array("ä".utf8), mark + Array("ä".utf8), [0xE4]] + wide {
      #expect(try TextFile(bytes, name: "a.csv").text == Array("ä".utf8))
    }
    for bytes in [[0x61, 0], mark + [0xE4], [0x81], [0xFF, 0xFE, 0, 0]] {
      #expect(throws: Refusal.self) { try TextFile(bytes, name: "a.csv") }
    }
  }

  @Test func `events are recorded once, by the company's days`() async throws {
    let office = try await Office()
    let lines = """
      {"kind": "note", "text": "Soitti", "at": "2025-11-24", "externalID": "1"}
      {"kind": "payment", "amount": "12.50", "externalID": "2"}

      """
    let file = try office.openFile(lines, named: "a.jsonl")
    var tallies: [[Int]] = []
    for _ in 1...2 {
      try await LogImport(file.descriptor, name: "a.jsonl")
        .run(at: office.scope, now: Office.now) { tallies.append([$0.added, $0.unchanged]) }
    }
    #expect(tallies == [[2, 0], [0, 2]])
    let page = try await office.scope.log.search(LogQuery(kinds: [.note]))
    #expect(page.entries.map(\.at) == [Date(timeIntervalSince1970: 1_763_935_200)])
  }

  @Test(arguments: [
    ("2025-11-24", 1_763_935_200), ("2025-11-24T08:00", 1_763_964_000),
    ("2025-11-24 08:00:30", 1_763_964_030), ("2025-11-24T08:00Z", 1_763_971_200),
    ("2025-11-24T08:00:00+05:30", 1_763_951_400), ("24.11.2025", 1_763_935_200),
    ("24.11.2025 8.00", 1_763_964_000), ("2025-11-24 8:00:30.5", 1_763_964_030),
    ("2025-11-24T08:00:00-0800", 1_764_000_000),
  ])
  func `a moment is a day, a time in the company's zone, or one with an offset`(
    text: String, seconds: Int
  ) async throws {
    let days = try CompanyDays(await Office().company)
    #expect(try days.moment(text).timeIntervalSince1970 == TimeInterval(seconds))
  }

  @Test(arguments: [
    "", "24.11.25", "31.2.2025", "24.11.2025 8", "24.11.2025 8.00.30", "2025-02-30",
    "2025-11-24T24:00", "2025-11-24T08:00+19:00",
  ])
  func `another text is no moment`(text: String) async throws {
    let days = try CompanyDays(await Office().company)
    #expect(throws: Refusal(.at, text, .time(.notAMoment))) { try days.moment(text) }
  }
}
