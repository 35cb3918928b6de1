import Foundation
import GRDB
import Records

@testable import Store

/// A company that has had to do with Maija Kvastela, a contact, and Matti Zyskovicz, a person, in
/// every way that leaves their data somewhere.
struct ErasureDesk {
  static let maija = ["Kvastela", "maija@kvast.example", "040 765 4321", "toimitusjohtaja"]
  static let matti = ["Zyskovicz", "matti@zysko.example"]

  let fixture: StoreFixture
  let scope: CompanyScope
  let customer: CustomerID
  let contact: ContactID
  let other: ContactID
  let person: PersonID

  var store: Store { fixture.store }

  init() async throws {
    fixture = try await StoreFixture()
    scope = try await fixture.company()
    person = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti Zyskovicz", email: "matti@zysko.example")
    ).id
    customer = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Rautakauppa Oy")
    ).id
    contact = try await scope.acting(as: .operator, at: now).addContact(
      NewContact(
        name: "Maija Kvastela", role: "toimitusjohtaja", email: "maija@kvast.example",
        phone: "040 765 4321", externalID: "Y-77"), to: customer
    ).id
    other = try await scope.acting(as: .operator, at: now).addContact(
      NewContact(name: "Teppo Muu", email: "teppo@muu.example"), to: customer
    ).id
    try await addWork()
    try await addMails()
  }

  /// Tasks, documents and entries of the log.
  private func addWork() async throws {
    guard let today = CivilDate("2026-03-02") else { return }
    var own = NewTask(
      person: "matti@zysko.example", description: "Soita Maijalle +358407654321", date: today)
    own.contact = .id(contact)
    let about = NewTask(
      person: "matti@zysko.example", description: "Kysy Maija Kvastelalta tai Kvastela Maijalta",
      date: today)
    for task in [own, about] {
      _ = try await scope.acting(as: .operator, at: now).addTask(task, today: today)
    }
    _ = try await scope.acting(as: .operator, at: now).addDocument(
      NewDocument(
        fileName: "maija kvastela sopimus.pdf", mediaType: "application/pdf", contact: contact),
      blob: try fixture.blob("sopimus"))
    for (kind, text) in [
      (LogKind.note, "Soittaa ensi viikolla"), (.payment, "Suoritus 12,00 EUR"),
      (.invoice, "Lasku Maija Kvastelalle"),
    ] {
      var event = RecordedEvent(kind: kind)
      event.contact = .id(contact)
      event.person = kind == .note ? "matti@zysko.example" : nil
      event.money = kind == .note ? nil : try Money(amount: "12.00")
      event.text = text
      _ = try await scope.log.record(event, now: now)
    }
    var note = RecordedEvent(kind: .note)
    for text in ["Numero on 0407654321", "Matti Zyskoviczin loma", "Teppo Muu soitti"] {
      note.text = text
      _ = try await scope.log.record(note, now: now)
    }
  }

  /// From both, filed and held, and from somebody else who names them.
  private func addMails() async throws {
    var mails: [IncomingMail] = []
    for (index, sender) in ["maija@kvast.example", "matti@zysko.example"].enumerated() {
      for outcome in [MailOutcome.filed(scope), .held(scope)] {
        let number = mails.count + 1
        var mail = try fixture.mail(
          uid: UInt32(number), subject: "Terveisin \(index)", to: [outcome],
          holding: ["liite \(number)"], digest: "\(number)")
        mail.sender = sender
        mail.messageID = "<\(number)@\(sender.split(separator: "@")[1])>"
        mail.raw = try fixture.blob("From: \(sender) raw \(number)")
        mails.append(mail)
      }
    }
    mails.append(
      try fixture.mail(
        uid: 9, subject: "Kvastela, Maija ja Matti Zyskovicz", to: [.filed(scope)],
        holding: ["muu"], digest: "9"))
    var unroutable = try fixture.mail(uid: 10, subject: "x", to: [.unroutable], digest: "10")
    unroutable.sender = "teppo@muu.example"
    mails.append(unroutable)
    try await fixture.file(mails)
    // The fixture keeps raw bytes that no verdict needs.
    _ = try await store.collectBlobs(writtenBefore: .distantFuture)
  }

  /// Erases the contact as the command does.
  @discardableResult
  func eraseContact(
    also: [String] = [], withHeld: Bool = true, withInvoices: Bool = false
  ) async throws -> ErasureReport {
    var request = ErasureRequest(also: also)
    (request.withHeld, request.withInvoices) = (withHeld, withInvoices)
    let report = try await scope.acting(as: .operator, at: now).eraseContact(contact, request)
    _ = try await store.removeTraces()
    return report
  }

  @discardableResult
  func erasePerson() async throws -> ErasureReport {
    var request = ErasureRequest()
    request.withHeld = true
    let report = try await scope.acting(as: .operator, at: now).erasePerson(person, request)
    _ = try await store.removeTraces()
    return report
  }

  /// The words among `words` that stand in any file of the store, in any case of letters.
  func traces(of words: [String]) throws -> Set<String> {
    let root = URL(fileURLWithPath: fixture.directory)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: fixture.directory)
    var found: Set<String> = []
    for path in paths {
      let file = root.appendingPathComponent(path)
      guard (try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
      else { continue }
      let text = String(decoding: try Data(contentsOf: file), as: Unicode.ASCII.self).lowercased()
      found.formUnion(words.filter { text.contains($0.lowercased()) })
    }
    return found
  }

  /// The terms of the log's index that hold any of these pieces of words.
  func indexTerms(holding pieces: [String]) throws -> [String] {
    let queue = try DatabaseQueue(path: fixture.directory + "/minicrm.sqlite")
    return try queue.writeWithoutTransaction { database in
      try database.execute(
        sql: "CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, logIndex, row)")
      return try String.fetchAll(database, sql: "SELECT term FROM temp.terms")
        .filter { term in pieces.contains { term.contains($0) } }
    }
  }
}
