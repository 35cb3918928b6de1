import Platform
import Records

@testable import Store

extension StoreVerb {
  static let tasks = [
    StoreVerb("ActingCompany.addTask(_:today:)") {
      var new = NewTask(person: "matti@acme.example", description: "Soita", date: $0.today)
      (new.contact, new.group) = (.id($0.contact), "Myynti")
      _ = try await $0.scope.acting(as: .person($0.person), at: now).addTask(new, today: $0.today)
    },
    StoreVerb("CompanyScope.tasks(_:page:)") { desk in
      for filters in 0..<(1 << 8) {
        var query = TaskQuery()
        if filters & 128 != 0 { query.due = now }
        if filters & 1 != 0 { query.person = "matti@acme.example" }
        if filters & 2 != 0 { query.state = .open }
        if filters & 4 != 0 { query.customer = .id(desk.customer) }
        if filters & 8 != 0 { query.contact = .id(desk.contact) }
        if filters & 16 != 0 { query.group = "Myynti" }
        if filters & 32 != 0 { query.from = desk.today }
        if filters & 64 != 0 { query.to = desk.today }
        _ = try await desk.scope.tasks(query)
        _ = try await desk.scope.tasks(query, page: ListPage(limit: 1, after: desk.task))
      }
    },
    StoreVerb("CompanyScope.task(_:)") { _ = try await $0.scope.task($0.task) },
    StoreVerb("ActingCompany.editTask(_:_:)") {
      var change = TaskChange()
      change.description = .set("Kirjoita")
      change.party.customer = .set(nil)
      change.group = .set(nil)
      _ = try await $0.scope.acting(as: .person($0.person), at: now).editTask($0.task, change)
    },
    StoreVerb("ActingCompany.importTasks(_:_:deliver:)") {
      var row: [RecordField: String] = [
        .person: "matti@acme.example", .description: "Tuotu", .date: "\($0.today)",
        .group: "Myynti", .customerExternalID: "K-1", .contact: "\($0.contact.rawValue)",
      ]
      for state in ["open", "done", "open", "cancelled"] {
        (row[.remind], row[.every], row[.state]) = ("\(state.utf8.count)", "month", state)
        var batch = ImportBatch<ImportedTexts>(of: .sample)
        batch.rows = [ImportRow(line: 2, externalID: "T-1", fields: ImportedTexts(row))]
        _ = try await $0.scope.acting(as: .person($0.person), at: now).importTasks(
          batch, ImportManner(anew: true))
      }
    },
    StoreVerb("ActingCompany.finishTask(_:)") {
      _ = try await $0.scope.acting(as: .person($0.person), at: now).finishTask($0.task)
    },
    StoreVerb("ActingCompany.reopenTask(_:)") {
      let company = $0.scope.acting(as: .person($0.person), at: now)
      let new = NewTask(
        person: "matti@acme.example", description: "Soita taas", date: $0.today, every: .month)
      let task = try await company.addTask(new, today: $0.today)
      _ = try await company.finishTask(task.id)
      _ = try await company.reopenTask(task.id)
    },
    StoreVerb("ActingCompany.cancelTask(_:)") {
      let new = NewTask(person: "matti@acme.example", description: "Peru", date: $0.today)
      let task = try await $0.scope.acting(as: .operator, at: now).addTask(new, today: $0.today)
      _ = try await $0.scope.acting(as: .person($0.person), at: now).cancelTask(task.id)
    },
  ]

  static let documents = [
    StoreVerb("CompanyScope.documents(_:page:)") { desk in
      for filters in 0..<(1 << 7) {
        var query = DocumentQuery()
        if filters & 16 != 0 { query.group = "Myynti" }
        if filters & 32 != 0 { (query.from, query.to) = (desk.today, desk.today) }
        if filters & 64 != 0 { query.keptUntilBefore = CivilDate(year: 2998, month: 1, day: 1) }
        if filters & 1 != 0 { query.state = .filed }
        if filters & 2 != 0 { query.customer = .id(desk.customer) }
        if filters & 4 != 0 { query.contact = .id(desk.contact) }
        if filters & 8 != 0 { query.text = "lasku" }
        _ = try await desk.scope.documents(query)
        // Only documents that are to be kept are in the list by their last day.
        guard filters & 64 == 0 else { continue }
        _ = try await desk.scope.documents(query, page: ListPage(limit: 1, after: desk.document))
      }
    },
    StoreVerb("CompanyScope.document(_:)") { _ = try await $0.scope.document($0.document) },
    StoreVerb("ActingCompany.checkDocument(_:)") {
      let new = NewDocument(fileName: "b.pdf", mediaType: "x/y", contact: $0.contact)
      try await $0.scope.acting(as: .operator, at: now).checkDocument(new)
    },
    StoreVerb("ActingCompany.addDocuments(_:)") {
      let new = NewDocument(
        fileName: "b.pdf", mediaType: "x/y", contact: $0.contact, group: "Myynti")
      // The second time the content is known.
      for _ in 0..<2 {
        let group = try $0.store.blobs.group()
        let blob = try group.add { write in try [1, 2].withUnsafeBytes { try write($0) } }
        try group.written.makeDurable()
        _ = try await $0.scope.acting(as: .person($0.person), at: now).addDocuments([(new, blob)])
      }
    },
    StoreVerb("ActingCompany.importDocuments(_:_:keep:digest:deliver:)") {
      let row = ImportedTexts([
        .file: "a.pdf", .group: "Myynti", .contact: "\($0.contact.rawValue)",
      ])
      var batch = ImportBatch<ImportedDocument>(of: .sample)
      batch.rows = [ImportRow(line: 2, externalID: nil, fields: ImportedDocument(row))]
      for isDry in [false, true] {
        _ = try await $0.scope.acting(as: .person($0.person), at: now).importDocuments(
          batch, ImportManner(anew: true, dry: isDry),
          keep: { _, group in
            let blob = try group.add { write in try [3].withUnsafeBytes { try write($0) } }
            return KeptFile(name: "a.pdf", mediaType: "x/y", blob: blob)
          }, digest: { _ in Digest(of: [3]) })
      }
    },
    StoreVerb("ActingCompany.editDocument(_:_:)") {
      var change = DocumentChange()
      (change.title, change.group) = (.set("X"), .set("Myynti"))
      _ = try await $0.scope.acting(as: .person($0.person), at: now).editDocument(
        $0.document, change)
    },
    StoreVerb("ActingCompany.assign(_:_:)") {
      var change = PartyChange()
      change.contact = .set(nil)
      _ = try await $0.scope.acting(as: .person($0.person), at: now).assign($0.document, change)
    },
    StoreVerb("ActingCompany.undo(_:of:)") { desk in
      let trail = ChangeTrail()
      let company = desk.scope.acting(as: .person(desk.person), at: now, leaving: trail)
      _ = try await company.returnDocument(desk.document)
      _ = try await company.assign(desk.document, .to(desk.customer))
      _ = try await company.finishTask(desk.task)
      _ = try await company.archiveCustomer(desk.customer)
      _ = try await company.removeContact(desk.contact)
      var change = PersonChange()
      change.name = .set("Toinen Nimi")
      _ = try await company.editPerson(desk.person, change)
      for entry in trail.entries.reversed() { try await company.undo(entry...entry) }
    },
    StoreVerb("CompanyScope.canUndo(_:of:by:)") {
      let first = LogNumber(rawValue: 1)
      _ = try await $0.scope.canUndo(first...first, of: LogKind.undoable, by: .operator)
    },
    StoreVerb("ActingCompany.archive(_:)") {
      let company = $0.scope.acting(as: .person($0.person), at: now)
      _ = try await company.archive($0.document)
      _ = try await company.archive([$0.document])
    },
    StoreVerb("ActingCompany.restoreDocument(_:)") {
      _ = try await $0.scope.acting(as: .person($0.person), at: now).restoreDocument($0.document)
    },
    StoreVerb("ActingCompany.move(_:_:)") {
      let company = $0.scope.acting(as: .person($0.person), at: now)
      for move in [DocumentMove.assign(.to($0.customer)), .archive, .restore, .return] {
        _ = try await company.move([$0.document], move)
      }
    },
    StoreVerb("ActingCompany.move(matching:_:)") {
      _ = try await $0.scope.acting(as: .person($0.person), at: now)
        .move(matching: DocumentQuery(state: .inbox), .assign(.to($0.customer)))
    },
    StoreVerb("ActingCompany.file(_:under:_:adding:)") {
      var (change, edit, new) = (PartyChange(), DocumentChange(), FilingAdditions())
      (change.customer, edit.title) = (.set(.id($0.customer)), .set("Lasku"))
      let company = $0.scope.acting(as: .person($0.person), at: now)
      _ = try await company.file($0.document, under: change, edit)
      new.customer = NewCustomer(name: "Uusi Oy", businessID: "1234567-1")
      (new.contact, new.isSure) = (NewContact(name: "Maija"), true)
      _ = try await company.file($0.document, under: PartyChange(), edit, adding: new)
    },
    StoreVerb("CompanyScope.documents(of:)") {
      _ = try await $0.scope.documents(of: MailID(rawValue: 1))
    },
    StoreVerb("CompanyScope.activity(since:)") { _ = try await $0.scope.activity(since: nil) },
    StoreVerb("ActingCompany.archive(matching:)") {
      var query = DocumentQuery(state: .filed)
      query.group = "Myynti"
      _ = try await $0.scope.acting(as: .person($0.person), at: now).archive(matching: query)
    },
    StoreVerb("ActingCompany.returnDocument(_:)") {
      _ = try await $0.scope.acting(as: .person($0.person), at: now).returnDocument($0.document)
    },
    StoreVerb("ActingCompany.removeDocument(_:early:)") { desk in
      let company = desk.scope.acting(as: .person(desk.person), at: now)
      for bytes in [[UInt8(7), 7], [7, 7]] {
        let group = try desk.store.blobs.group()
        let blob = try group.add { write in try bytes.withUnsafeBytes { try write($0) } }
        try group.written.makeDurable()
        let new = NewDocument(fileName: "c.pdf", mediaType: "x/y")
        let document = try await company.addDocument(new, blob: blob)
        _ = try await company.removeDocument(document.id, early: "turha")
      }
    },
  ]

  static let log = [
    StoreVerb("CustomerLog.record(_:now:)") {
      var event = RecordedEvent(kind: .invoice)
      (event.contact, event.externalID) = (.id($0.contact), "S-1")
      (event.person, event.corrects) = ("matti@acme.example", LogNumber(rawValue: 1))
      (event.customerExternalID, event.contactExternalID) = ("K-1", "Y-1")
      event.money = try Money(amount: "1.00")
      _ = try await $0.scope.log.record(event, now: now)
      _ = try await $0.scope.log.record(event, now: now)
    },
    StoreVerb("CustomerLog.recordEach(_:now:)") {
      var event = RecordedEvent(kind: .note)
      (event.contact, event.text) = (.id($0.contact), "Soitti")
      _ = try await $0.scope.log.recordEach([event, event], now: now)
    },
    StoreVerb("CustomerLog.feed(after:most:)") {
      let first = try await $0.scope.log.feed(after: nil, most: 1)
      _ = try await $0.scope.log.feed(after: first.last?.cursor, most: 1)
    },
    StoreVerb("CustomerLog.entry(_:)") {
      _ = try await $0.scope.log.entry(LogNumber(rawValue: 1))
    },
    StoreVerb("CustomerLog.entries(on:most:)") {
      _ = try await $0.scope.log.entries(on: $0.document, most: 10)
    },
    StoreVerb("CustomerLog.importEvents(_:_:now:_:deliver:)") {
      var event = RecordedEvent(kind: .payment)
      event.money = try Money(amount: "1.00")
      let row = ImportRow(line: 1, externalID: nil, fields: event)
      _ = try await $0.scope.log.importEvents(.sample, ImportManner(anew: true), now: now) {
        () throws(StoreError) in
        var lines = [ImportLine.row(row)]
        return { lines.popLast() }
      }
    },
    StoreVerb("CustomerLog.search(_:)") {
      let first = try await $0.scope.log.search(LogQuery(limit: 1))
      for text in [nil, "a", "soita virtaselle"] {
        _ = try await $0.scope.log.search(LogQuery(text: text))
        _ = try await $0.scope.log.search(
          LogQuery(
            kinds: [.note], customer: $0.customer, contact: $0.contact, persons: [$0.person],
            from: now, until: now.addingTimeInterval(60), text: text,
            after: first.next))
      }
    },
    StoreVerb("CustomerLog.verify()") { _ = try await $0.scope.log.verify() },
    StoreVerb("CustomerLog.verify(expecting:)") {
      _ = try await $0.scope.log.verify(expecting: [LogChain.start])
    },
  ]
}
