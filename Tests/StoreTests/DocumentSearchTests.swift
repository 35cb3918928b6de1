import Foundation
import Records
import TestKit
import Testing

@testable import Store

/// Documents are found by their words however many there are, as their texts are by then.
@Suite struct DocumentSearchTests {
  private let fixture: StoreFixture
  private let scope: CompanyScope
  private let company: ActingCompany

  init() async throws {
    fixture = try await StoreFixture()
    scope = try await fixture.company()
    company = scope.acting(as: .operator, at: now)
  }

  private func add(_ name: String, title: String? = nil, at moment: Date) async throws
    -> DocumentID
  {
    try await scope.acting(as: .operator, at: moment).addDocument(
      NewDocument(fileName: name, mediaType: "x/y", title: title), blob: try fixture.blob(name)
    ).id
  }

  private func found(_ text: String, limit: Int? = nil, after: DocumentID? = nil) async throws
    -> [DocumentID]
  {
    try await scope.documents(
      DocumentQuery(text: text), page: ListPage(limit: limit, after: after)
    ).map(\.id)
  }

  @Test func `words are found behind hundreds of other documents, page by page`() async throws {
    var rare: [DocumentID] = []
    for number in 0..<420 {
      let name = number % 30 == 0 ? "harvinainen-\(number).pdf" : "lasku-\(number).pdf"
      // Many of one second, and not in the order of their ids.
      let id = try await add(name, at: now + Double(number % 7))
      if number % 30 == 0 { rare.append(id) }
    }
    let all = try await scope.documents().map(\.id)
    let expected = all.filter(rare.contains)
    #expect(try await found("VINAI") == expected && expected.count == 14)
    var pages: [DocumentID] = []
    while case let page = try await found("vinai", limit: 3, after: pages.last), !page.isEmpty {
      pages += page
    }
    #expect(pages == expected)
    #expect(try await found("lasku") == all.filter { !rare.contains($0) })
    #expect(try await found("ha 390").count == 1)
    #expect(try await found("harvinainenlasku") == [])
  }

  @Test func `what a document says by then is found, and nothing else`() async throws {
    let id = try await add("vanha.pdf", title: "Sopimus", at: now)
    // Enough of later ones that the first look doesn't find it.
    for number in 0..<301 { _ = try await add("\(number).txt", at: now + 1) }
    #expect(try await found("sopim") == [id])
    #expect(try await found("vanha") == [id])
    var change = DocumentChange()
    (change.title, change.notes) = (.set("Tarjous"), .set("kiireinen asia"))
    _ = try await company.editDocument(id, change)
    #expect(try await found("sopim") == [])
    #expect(try await found("kiire tarjo vanha") == [id])
    _ = try await company.removeDocument(id)
    #expect(try await found("kiire") == [])
  }

  @Test func `a mail's sender and subject are found, at its company alone`() async throws {
    let other = try await fixture.company("beta")
    let mail = try fixture.mail(
      uid: 1, subject: "Kuitti ostoksesta", to: [.filed(scope)], holding: ["a"])
    try await fixture.file([mail])
    let id = try #require(try await scope.documents().first).id
    for number in 0..<301 { _ = try await add("\(number).txt", at: now + 3_600) }
    #expect(try await found("ostokse") == [id])
    #expect(try await other.documents(DocumentQuery(text: "ostokse")).isEmpty)
  }
}
