import Foundation
import Records
import Testing

@testable import Store

/// Lists a page at a time.
@Suite struct ListPageTests {
  @Test func `pages give each row once while rows come and go between them`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    for name in ["Öljy", "aho", "Aho", "Zeta", "Muu", "Åke", "Ärjä"] {
      _ = try await scope.acting(as: .operator, at: now).addCustomer(NewCustomer(name: name))
    }
    var page = ListPage<CustomerID>(limit: 2)
    var names: [String] = []
    while let last = try await next(page, of: scope, &names) {
      page.after = last
      // Before the cursor, whatever it is by now: on no later page.
      _ = try await scope.acting(as: .operator, at: now).addCustomer(
        NewCustomer(name: "A \(names.count)"))
    }
    #expect(names == ["Aho", "aho", "Muu", "Zeta", "Åke", "Ärjä", "Öljy"])
  }

  private func next(
    _ page: ListPage<CustomerID>, of scope: CompanyScope, _ names: inout [String]
  ) async throws -> CustomerID? {
    let rows = try await scope.customers(page: page)
    names += rows.map(\.name)
    return rows.last?.id
  }

  @Test func `mails that come are on no page after the first`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    func file(_ uid: UInt32) async throws -> MailID? {
      try await fixture.file([fixture.mail(uid: uid, to: [.held(scope)], digest: "\(uid)")])
        .first?.mail.id
    }
    var ids: [MailID?] = []
    for uid in 1...4 as ClosedRange<UInt32> { ids.append(try await file(uid)) }
    let first = try await scope.mails(page: ListPage(limit: 2))
    #expect(first.map(\.id) == [ids[3], ids[2]])
    _ = try await file(5)
    let rest = ListPage(limit: 3, after: first.last?.id)
    #expect(
      try await scope.mails(MailQuery(verdict: .held), page: rest).map(\.id) == [ids[1], ids[0]])
    #expect(try await fixture.store.mails(page: rest).map(\.id) == [ids[1], ids[0]])
  }

  @Test func `documents received at the same second have one order over all pages`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let blob = try fixture.blob("a")
    for index in 0..<7 {
      let new = NewDocument(fileName: "\(index).pdf", mediaType: "application/pdf")
      _ = try await scope.acting(as: .operator, at: now + Double(index / 3)).addDocument(
        new, blob: blob)
    }
    var page = ListPage<DocumentID>(limit: 2)
    var names: [String] = []
    while true {
      let rows = try await scope.documents(page: page)
      guard let last = rows.last else { break }
      names += rows.map(\.fileName)
      page.after = last.id
      // A cursor stands for the row's place, though the filter doesn't find the row any more.
      _ = try await scope.acting(as: .operator, at: now).archive(last.id)
    }
    #expect(names == (0..<7).reversed().map { "\($0).pdf" })
  }

  @Test func `a page looks at its own rows alone, wherever it is in the list`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let new = NewDocument(fileName: "a.pdf", mediaType: "application/pdf")
    _ = try await scope.acting(as: .operator, at: now).addDocument(new, blob: try fixture.blob("a"))
    try fixture.tamper(
      """
      INSERT INTO document (company, state, fileName, mediaType, sha256, receivedAt)
      WITH RECURSIVE later (seconds) AS (
        VALUES (1) UNION ALL SELECT seconds + 1 FROM later WHERE seconds < 2000)
      SELECT company, state, fileName, mediaType, sha256, receivedAt + seconds / 3
      FROM document, later
      """)
    let company = scope.id
    for last in [nil, 1_900, 1_000, 100] as [Int64?] {
      let after = last.map(DocumentID.init(rawValue:))
      let page = ListPage(limit: 50, after: after)
      let (ids, looked, plan) = try await fixture.store.engine.read { transaction in
        let list = try DocumentQuery().list(of: company, page, in: transaction)
        var looked = 0
        let ids = try list.rows(
          in: transaction,
          where: { _ in
            looked += 1
            return true
          }, { $0["id"] as Int64 })
        return (ids, looked, try transaction.rows("EXPLAIN QUERY PLAN \(list.sql)"))
      }
      let first = (last ?? 2_002) - 1
      #expect(ids == (0..<50).map { first - $0 } && looked == 50)
      let steps = plan.map { $0["detail"] as String }
      #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)")
      // Else the index would be walked from its beginning to the cursor.
      let seek = last == nil ? "(company=?)" : "(company=? AND receivedAt<?)"
      #expect(steps.contains { $0.hasSuffix("INDEX documentByTime \(seek)") }, "\(steps)")
    }
  }

  @Test func `a page after a row of another company, or one that is gone, is refused`()
    async throws
  {
    let fixture = try await StoreFixture()
    let (acme, beta) = (try await fixture.company(), try await fixture.company("beta"))
    let customer = try await acme.acting(as: .operator, at: now).addCustomer(NewCustomer(name: "A"))
      .id
    let contact = try await acme.acting(as: .operator, at: now).addContact(
      NewContact(name: "B"), to: customer
    ).id
    let group = try await acme.acting(as: .operator, at: now).addGroup(path: "C").id
    let person = try await acme.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "D", email: "d@acme.fi")
    ).id
    let mail = try await fixture.file([fixture.mail(uid: 1, to: [.held(acme)], digest: "1")])
    let read = mail.first?.mail.id
    _ = try await acme.acting(as: .operator, at: now).removeContact(contact)
    for list: @Sendable () async throws -> Void in [
      { _ = try await beta.customers(page: ListPage(after: customer)) },
      { _ = try await acme.contacts(page: ListPage(after: contact)) },
      { _ = try await beta.groups(page: ListPage(after: group)) },
      { _ = try await beta.persons(includingRemoved: true, page: ListPage(after: person)) },
      { _ = try await beta.mails(page: ListPage(after: read)) },
      { _ = try await beta.tasks(page: ListPage(after: TaskID(rawValue: 9))) },
      { _ = try await beta.documents(page: ListPage(after: DocumentID(rawValue: 9))) },
      { _ = try await beta.reminders(page: ListPage(after: ReminderID(rawValue: 9))) },
      { _ = try await fixture.store.companies(page: ListPage(after: CompanyID(rawValue: 9))) },
    ] {
      let error = await #expect(throws: StoreError.self) { try await list() }
      #expect(error?.kind == .notFound)
    }
    #expect(try await acme.mails(page: ListPage(after: read)).isEmpty)
  }
}
