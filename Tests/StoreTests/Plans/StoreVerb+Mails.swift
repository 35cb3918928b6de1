import Records

@testable import Store

extension StoreVerb {
  static let mails = [
    StoreVerb("Store.file(_:now:sign:)") { desk in
      let filed = try desk.fixture.mail(
        uid: 101, subject: "A", to: [.filed(desk.scope)], holding: ["A", "A"], digest: "A")
      let held = try desk.fixture.mail(uid: 102, subject: "B", to: [.held(desk.scope)])
      let unroutable = try desk.fixture.mail(uid: 103, subject: "C", to: [.unroutable])
      let folder = try await desk.fixture.begin().folder
      _ = try await desk.store.file(
        IngestGroup(
          folder: folder, nextUID: 104,
          after: AfterVerdict(filed: .seen, other: .seen), mails: [filed, held, unroutable]),
        now: now)
    },
    StoreVerb("Store.refile(_:as:kind:by:now:)") { desk in
      let id = try await desk.keptMail(uid: 111)
      let mail = try desk.fixture.mail(
        subject: "Lasku 111", to: [.filed(desk.scope)], holding: ["kept 111"], digest: "111")
      _ = try await desk.store.refile(
        id, as: mail, kind: .release, by: .person(desk.person), now: now)
    },
    StoreVerb("Store.discard(_:by:now:)") {
      _ = try await $0.store.discard(try await $0.keptMail(uid: 121), by: .operator, now: now)
    },
    StoreVerb("Store.mails(_:page:)") { desk in
      let page = ListPage(limit: 1, after: try await desk.keptMail(uid: 122))
      for verdict in [nil, MailVerdict.held] {
        var query = MailQuery(verdict: verdict)
        _ = try await desk.store.mails(query)
        (query.from, query.to, query.text) = (desk.today, desk.today, "lasku")
        _ = try await desk.store.mails(query, page: page)
      }
    },
    StoreVerb("Store.mail(_:)") { _ = try await $0.store.mail(MailID(rawValue: 1)) },
    StoreVerb("Store.parts(of:)") { _ = try await $0.store.parts(of: MailID(rawValue: 1)) },
    StoreVerb("Store.rawMail(of:)") { _ = try await $0.store.rawMail(of: MailID(rawValue: 1)) },
    StoreVerb("Store.mailTotals()") { _ = try await $0.store.mailTotals() },
    StoreVerb("Store.documentTotals()") { _ = try await $0.store.documentTotals() },
    StoreVerb("Store.logTotal()") { _ = try await $0.store.logTotal() },
    StoreVerb("CompanyScope.mails(_:page:)") { desk in
      let page = ListPage(limit: 1, after: try await desk.keptMail(uid: 123))
      for verdict in [nil, MailVerdict.held] {
        var query = MailQuery(verdict: verdict)
        _ = try await desk.scope.mails(query)
        query.isWithoutDocument = verdict == nil
        (query.from, query.to, query.sender) = (desk.today, desk.today, "virtanen")
        _ = try await desk.scope.mails(query, page: page)
      }
    },
    StoreVerb("CompanyScope.lastMail()") { _ = try await $0.scope.lastMail() },
    StoreVerb("CompanyScope.beginAddressTest(now:)") {
      _ = try await $0.scope.beginAddressTest(now: now)
    },
    StoreVerb("CompanyScope.arrival(of:messageID:)") { desk in
      let test = try await desk.scope.beginAddressTest(now: now)
      _ = try await desk.scope.arrival(of: test, messageID: "<1@example.fi>")
      var mail = try desk.fixture.mail(to: [.filed(desk.scope)], holding: ["T"], digest: "T")
      mail.testDigest = test.digest
      try await desk.fixture.file([mail])
      _ = try await desk.scope.arrival(of: test, messageID: "<1@example.fi>")
    },
    StoreVerb("CompanyScope.mail(_:)") { _ = try await $0.scope.mail(MailID(rawValue: 1)) },
    StoreVerb("Store.lookUp(_:)") { desk in
      let addresses = [AddressToken(slug: "acme", token: "x")]
      _ = try await desk.store.lookUp(
        ["<1@example.fi>", nil].map {
          MailQuestion(
            addresses: addresses, companies: [desk.scope.id], messageID: $0,
            receivedAt: now)
        })
    },
  ]

  static let mailboxes = [
    StoreVerb("Store.beginMailbox(_:source:uidValidity:now:)") {
      let source = MailboxSource(account: "docs@imap.example.fi", folder: "Muut")
      for uidValidity in [1, 2, 3, 4, 5, 5] as [UInt32] {
        _ = try await $0.store.beginMailbox(
          "other", source: source, uidValidity: uidValidity, now: now)
      }
    },
    StoreVerb("Store.beginAnew(_:now:)") {
      let source = MailboxSource(account: "docs@imap.example.fi", folder: "Vanhat")
      let opening = try await $0.store.beginMailbox(
        "other", source: source, uidValidity: 1, now: now)
      if let folder = opening.position?.folder {
        _ = try await $0.store.beginAnew(folder, now: now)
      }
    },
    StoreVerb("Store.mailboxStates()") { _ = try await $0.store.mailboxStates() },
    StoreVerb("Store.recordMailboxSuccess(_:comparing:now:)") {
      try await $0.store.recordMailboxSuccess(
        "other", comparing: try await $0.fixture.begin().folder, now: now)
    },
    StoreVerb("Store.recordMailboxListing(_:waiting:now:)") {
      try await $0.store.recordMailboxListing("other", waiting: 2, now: now)
    },
    StoreVerb("Store.recordMailboxFailure(_:error:now:)") {
      try await $0.store.recordMailboxFailure("other", error: "x", now: now)
    },
    StoreVerb("Store.settledCopies(of:in:)") {
      _ = try await $0.store.settledCopies(
        of: [101, 102], in: try await $0.fixture.begin().folder)
    },
    StoreVerb("Store.copies(of:in:)") {
      _ = try await $0.store.copies(of: [101, 102], in: try await $0.fixture.begin().folder)
    },
    StoreVerb("Store.recordCopy(of:size:internalDate:in:)") {
      try await $0.store.recordCopy(
        of: 101, size: 1, internalDate: now, in: try await $0.fixture.begin().folder)
    },
    StoreVerb("Store.troubles(in:)") {
      _ = try await $0.store.troubles(in: try await $0.fixture.begin().folder)
    },
    StoreVerb("Store.recordTrouble(in:uid:because:isFirst:now:)") {
      _ = try await $0.store.recordTrouble(
        in: try await $0.fixture.begin().folder, uid: 131,
        because: MailReason(.notDelivered), isFirst: true, now: now)
    },
    StoreVerb("Store.forgetTroubles(in:uids:)") {
      try await $0.store.forgetTroubles(in: try await $0.fixture.begin().folder, uids: [132])
    },
    StoreVerb("Store.fetchAgain(_:now:)") { desk in
      var mail = IncomingMail(
        uid: 141, size: 0, receivedAt: now,
        outcomes: [MailOutcome(company: nil, verdict: .failed, reason: MailReason(.notDelivered))])
      mail.fetched = false
      if let id = try await desk.fixture.file([mail]).first?.mail.id {
        _ = try await desk.store.fetchAgain(id, now: now)
      }
    },
    StoreVerb("Store.dueActions(in:)") {
      _ = try await $0.store.dueActions(in: try await $0.fixture.begin().folder)
    },
    StoreVerb("Store.actionsDone(_:in:now:)") {
      try await $0.store.actionsDone(
        [101], in: try await $0.fixture.begin().folder, now: now)
    },
    StoreVerb("Store.actionsFailed(_:in:error:)") {
      try await $0.store.actionsFailed(
        [102], in: try await $0.fixture.begin().folder, error: "x")
    },
    StoreVerb("Store.actionsDropped(_:in:because:now:)") {
      try await $0.store.actionsDropped(
        [103], in: try await $0.fixture.begin().folder, because: "x", now: now)
    },
    StoreVerb("Store.copiesBegun(of:in:at:)") {
      try await $0.store.copiesBegun(
        of: [102], in: try await $0.fixture.begin().folder,
        at: CopyTarget(uidValidity: 7, first: 3))
    },
    StoreVerb("Store.copiesMade(of:in:)") {
      try await $0.store.copiesMade(of: [102], in: try await $0.fixture.begin().folder)
    },
  ]
}
