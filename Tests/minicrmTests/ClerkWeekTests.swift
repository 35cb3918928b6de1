import Foundation
import TestKit
import Testing

/// A week at a company: mails come, documents are filed, and what was done wrong is mended.
@Suite struct ClerkWeekTests {
  private struct Added: Decodable { let id: Int }

  private struct Desk {
    let minicrm: Minicrm
    let server: Dovecot
    let address: String
    let senders = 12

    init() async throws {
      server = try await Dovecot.start()
      minicrm = try Minicrm(MailboxSettings(of: server))
      address = try await minicrm.addCompany().address
      try await minicrm.mustRun([
        "person", "add", "--company", "acme", "--name", "Matti", "--email", "matti@acme.example",
      ])
      try await minicrm.mustRun(["group", "add", "--company", "acme", "Ostot/Laskut"])
      let rows = (0..<senders).map { "\(Self.name($0));laskut\($0)@toimittaja.example;K-\($0)" }
      let table = (["Nimi;Sähköposti;Ulkoinen tunnus"] + rows).joined(separator: "\r\n") + "\r\n"
      let file = try minicrm.directory.write(table, to: "asiakkaat.csv")
      try await minicrm.mustRun(["customer", "import", "--company", "acme", file])
    }

    static func name(_ sender: Int) -> String { "Toimittaja \(sender) Oy" }

    /// 160 invoices of the customers, 30 advertisements, and ten mails without a document.
    func receive() async throws {
      try await server.put(
        (0..<200).map { number in
          var mail = SampleMail(to: address, subject: "Viesti \(number)")
          let sender = number % senders
          mail.from = "Laskutus <laskut\(sender)@toimittaja.example>"
          if number % 20 == 19 { return mail.bytes }
          if number % 5 == 4 {
            mail.from = "Mainokset <tarjous@mainos.example>"
            return mail.attaching(.pdf("mainos-\(number).pdf", seed: "m\(number)")).bytes
          }
          return mail.attaching(.pdf("lasku-\(sender)-\(number).pdf", seed: "\(number)")).bytes
        })
      try await minicrm.ingestOnce()
    }

    func run(_ line: String, _ more: String...) async throws {
      try await minicrm.mustRun(
        line.split(separator: " ").map(String.init) + more
          + ["--company", "acme", "--as", "matti@acme.example"])
    }

    /// The number of the sender of a document.
    static func sender(of document: DocumentRow) -> Int? {
      Int(document.fileName.split(separator: "-").dropFirst().first ?? "")
    }
  }

  @Test func `a week's mails are filed, and mistakes leave nothing but entries`() async throws {
    let desk = try await Desk()
    let minicrm = desk.minicrm
    try await desk.receive()
    let customers = try await minicrm.json(
      [CustomerRow].self, "customer", "list", "--company", "acme")
    let inbox = try await minicrm.documents()
    #expect(inbox.count == 190)

    try await desk.run("document archive --all --state inbox --sender mainos.example")
    let invoices = inbox.filter { $0.fileName.hasPrefix("lasku") }.sorted { $0.id < $1.id }
    #expect(invoices.count == 160)
    // By name, by external id, by id.
    for (index, document) in invoices.prefix(60).enumerated() {
      let sender = try #require(Desk.sender(of: document))
      let id = try #require(customers.first { $0.name == Desk.name(sender) }?.id)
      let named = [Desk.name(sender), "ext:K-\(sender)", "\(id)"][index % 3]
      try await desk.run("document assign \(document.id) --customer", named)
    }
    try await mendFilings(desk, Array(invoices.prefix(8)))
    try await mendRecords(desk, customers)

    let documents = try await minicrm.documents()
    for document in documents {
      let sender = Desk.sender(of: document)
      let isFiled = invoices.prefix(60).contains { $0.id == document.id }
      let isAdvertisement = document.fileName.hasPrefix("mainos")
      #expect(document.state == (isFiled ? "filed" : isAdvertisement ? "archived" : "inbox"))
      let customer = customers.first { $0.id == document.customer }?.name
      #expect(customer == (isFiled ? sender.map(Desk.name) : nil))
    }
    let after = try await minicrm.json(
      [CustomerRow].self, "customer", "list", "--company", "acme")
    #expect(after == customers)
    // The arrivals of filed documents are found by their customer.
    let page = try JSONDecoder().decode(
      LogPage.self,
      from: try await minicrm.mustRun([
        "log", "search", "--company", "acme", "--customer", Desk.name(0), "--kind",
        "documentReceived", "--json",
      ]))
    let filed = invoices.prefix(60).filter { Desk.sender(of: $0) == 0 }
    #expect(Set(page.entries.map(\.document)) == Set(filed.map(\.id)))
    try await minicrm.mustRun(["log", "verify", "--company", "acme"])
  }

  /// Eight filings go wrong, and are mended.
  private func mendFilings(_ desk: Desk, _ documents: [DocumentRow]) async throws {
    for (index, document) in documents.enumerated() {
      let sender = try #require(Desk.sender(of: document))
      switch index % 3 {
      case 0:
        try await desk.run("document assign \(document.id) --customer", Desk.name(11 - sender))
        try await desk.run("document return \(document.id)")
      case 1:
        try await desk.run("document archive \(document.id)")
        try await desk.run("document restore \(document.id)")
      default: try await desk.run("document assign \(document.id) --customer", Desk.name(3))
      }
      try await desk.run("document assign \(document.id) --customer", Desk.name(sender))
    }
  }

  /// Seven more: a wrong merge, a wrong archiving, tasks that weren't done, a contact and a person
  /// who are still there.
  private func mendRecords(_ desk: Desk, _ customers: [CustomerRow]) async throws {
    let (one, other) = (customers[0].id, customers[1].id)
    try await desk.run("customer merge \(one) --into \(other)")
    try await desk.run("customer restore \(one)")
    try await desk.run("customer archive \(other)")
    try await desk.run("customer restore \(other)")
    for date in ["31.12.2998", "2999-01-01"] {
      let task = try await desk.minicrm.json(
        Added.self, "task", "add", "--company", "acme", "--person", "matti@acme.example",
        "--description", "Soita", "--date", date, "--every", "month", "--remind", "7,1,0")
      try await desk.run("task done \(task.id)")
      try await desk.run("task reopen \(task.id)")
      try await desk.run("task cancel \(task.id)")
      try await desk.run("task reopen \(task.id)")
    }
    let contact = try await desk.minicrm.json(
      Added.self, "contact", "add", "--company", "acme", "--customer", Desk.name(2), "--name",
      "Maija")
    try await desk.run("contact remove \(contact.id)")
    try await desk.run("contact restore \(contact.id)")
    let person = try await desk.minicrm.json(
      Added.self, "person", "add", "--company", "acme", "--name", "Liisa", "--email",
      "liisa@acme.example")
    try await desk.run("person remove \(person.id)")
    try await desk.run("person restore \(person.id)")
  }
}
