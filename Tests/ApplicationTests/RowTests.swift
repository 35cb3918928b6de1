import Application
import Foundation
import Testing

/// The keys of every row, in the order in which people are shown them.
@Suite struct RowTests {
  private static let rows: [(name: String, row: any Encodable & Sendable)] = [
    ("company", SampleRows.company),
    ("companyDetails", SampleRows.companyDetails),
    ("address", AddressRow("acme-x@in.example.fi")),
    ("person", SampleRows.person),
    ("removedPerson", SampleRows.removedPerson),
    ("passwordLink", SampleRows.passwordLink),
    ("customer", SampleRows.customer),
    ("contact", SampleRows.contact),
    ("group", SampleRows.group),
    ("document", SampleRows.document),
    ("task", SampleRows.task),
    ("mail", SampleRows.mail),
    ("mailDetails", SampleRows.mailDetails),
    ("mailExplanation", SampleRows.mailExplanation),
    ("part", SampleRows.part),
    ("entry", SampleRows.entry),
    ("logRecording", SampleRows.logRecording),
    ("logFeed", SampleRows.logFeed),
    ("logPage", LogPageRow(entries: [SampleRows.entry], next: nil)),
    ("verification", SampleRows.verification),
    ("reminder", SampleRows.reminder),
    ("plannedNotice", SampleRows.plannedNotice),
    ("noticePreview", NoticePreviewRow(message: "From: …")),
    ("mailbox", SampleRows.mailbox),
    ("addressTrial", SampleRows.addressTrial),
    ("addressHop", SampleRows.addressHop),
    ("importTally", SampleRows.importTally),
    ("logImport", SampleRows.logImport),
    ("backup", SampleRows.backup),
    ("backupReport", SampleRows.backupReport),
    ("collection", SampleRows.collection),
    ("scrub", SampleRows.scrub),
    ("damagedContent", SampleRows.damagedContent),
    ("importFault", SampleRows.importFault),
    ("erasure", SampleRows.erasure),
  ]

  /// The keys that docs/json.md has of each row, by its name.
  private static let documented: [String: [String]] = {
    let page = URL(filePath: #filePath).appending(path: "../../../docs/json.md").standardized
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.matches(of: /(?m)^\| (\w+) \| .* \| `([\w ]+)` \|$/).reduce(into: [:]) {
      $0[String($1.1)] = $1.2.split(separator: " ").map(String.init)
    }
  }()

  @Test func `every row of the page is one that there is`() {
    #expect(Set(Self.documented.keys) == Set(Self.rows.map(\.name)))
  }

  @Test(arguments: rows.indices)
  func `a row has the keys of the page, absent ones too`(index: Int) throws {
    let (name, row) = Self.rows[index]
    guard case .fields(let fields) = try RowValue(row) else {
      Issue.record("\(row) has no fields")
      return
    }
    #expect(fields.map(\.key) == Self.documented[name])
    let json = try JSONSerialization.jsonObject(with: Data(try RowValue(row).json().utf8))
    #expect((json as? [String: Any])?.count == fields.count)
  }

  @Test func `the page has every code of an error`() throws {
    let page = URL(filePath: #filePath).appending(path: "../../../docs/json.md").standardized
    let text = try String(contentsOf: page, encoding: .utf8)
    let codes = text.split(separator: "## Errors")[1].matches(of: /(?m)^\| (\w+) \|/).map {
      String($0.1)
    }
    #expect(Set(codes.dropFirst()) == Set(ErrorCode.allCases.map(\.rawValue)))
  }
}
