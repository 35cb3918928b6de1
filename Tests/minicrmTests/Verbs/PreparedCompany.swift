import Foundation
import TestKit

/// A company on its way into a prepared installation. Every text of it holds a word.
struct PreparedCompany {
  private let minicrm: Minicrm
  private let slug: String
  private let word: String
  private let notes: Int

  /// The log gets so many notes: where another company's has fewer entries, the last ones have
  /// numbers that are none there.
  init(_ minicrm: Minicrm, slug: String, word: String, notes: Int) {
    self.minicrm = minicrm
    self.notes = notes
    self.slug = slug
    self.word = word
  }

  /// Adds the company with one of everything.
  func records() async throws -> CompanyRecords {
    var records = CompanyRecords(nowhere: minicrm.directory.path(slug), as: slug)
    records.address = try await minicrm.json(
      CompanyRow.self, "company", "add", "--name", "\(word) Oy", "--slug", slug
    ).address
    records.email = "matti@\(word).example"
    records.otherEmail = "maija@\(word).example"
    _ = try await id("person", "add", "--name", "Matti \(word)", "--email", records.email)
    records.otherPerson = try await id(
      "person", "add", "--name", "Maija \(word)", "--email", records.otherEmail)
    records.removedPerson = try await id(
      "person", "add", "--name", "Entinen \(word)", "--email", "entinen@\(word).example")
    try await minicrm.mustRun(["person", "remove", records.removedPerson])
    try await addParties(to: &records)
    try await addGroupsAndTask(to: &records)
    try await addDocumentsAndMails(to: &records)
    let note = #"{"kind":"note","text":"Lasku \#(word)","contact":\#(records.contact)}"# + "\n"
    try await minicrm.mustRun(
      ["log", "record", "--company", slug, "--stdin", "--as", records.email],
      standardInput: Array(String(repeating: note, count: notes).utf8))
    records.cursor = try await cursor()
    (records.entry, records.head) = try await logEnd()
    try records.writeFiles(to: minicrm.directory)
    return records
  }

  /// The number of the last entry, and its hash.
  private func logEnd() async throws -> (entry: String, head: String) {
    struct Verified: Decodable {
      let entries: Int
      let head: String
    }
    let log = try await minicrm.json(Verified.self, "log", "verify", "--company", slug)
    return ("\(log.entries)", log.head)
  }

  private func cursor() async throws -> String {
    struct Page: Decodable { let next: String }
    return try await minicrm.json(
      Page.self, "log", "search", "--company", slug, "--limit", "1"
    ).next
  }

  private func addParties(to records: inout CompanyRecords) async throws {
    records.customer = try await id(
      "customer", "add", "--name", "Lasku \(word)", "--email", "posti@\(word).example")
    records.customerName = "Lasku \(word)"
    records.otherCustomer = try await id("customer", "add", "--name", "Muu \(word)")
    records.archivedCustomer = try await id("customer", "add", "--name", "Vanha \(word)")
    try await minicrm.mustRun(["customer", "archive", records.archivedCustomer])
    records.externalID = "\(word)-17"
    let file = try minicrm.directory.write(
      "name;externalID\nToinen \(word);\(records.externalID)\n", to: "\(slug)/prepared.csv")
    try await minicrm.mustRun(["customer", "import", "--company", slug, file])
    records.contact = try await id(
      "contact", "add", "--customer", records.customer, "--name", "Lasku \(word)", "--role", word)
    records.otherContact = try await id(
      "contact", "add", "--customer", records.customer, "--name", "Muu \(word)")
    records.removedContact = try await id(
      "contact", "add", "--customer", records.customer, "--name", "Poistettu \(word)")
    try await minicrm.mustRun(["contact", "remove", records.removedContact])
  }

  private func addGroupsAndTask(to records: inout CompanyRecords) async throws {
    records.groupPath = "\(word)/Tarjoukset"
    records.group = try await id("group", "add", records.groupPath)
    records.otherGroup = try await id("group", "add", "\(word)-muu")
    records.task = try await id(
      "task", "add", "--person", records.email, "--description", "Lasku \(word)", "--date",
      "2999-01-01")
    _ = try await id(
      "task", "add", "--person", records.email, "--description", "Toinen \(word)", "--date",
      "2999-01-02", "--contact", records.contact, "--group", records.groupPath)
    records.doneTask = try await id(
      "task", "add", "--person", records.email, "--description", "Tehty \(word)", "--date",
      "2020-01-02")
    records.reminder = try await failedReminder(of: records.task)
  }

  /// Its notice was refused for good.
  private func failedReminder(of task: String) async throws -> String {
    try await minicrm.sql(
      """
      INSERT INTO notice (company, person, moment, state, attempts, messageID, reply)
        SELECT company, person, moment, 'failed', 1, '<\(slug)@\(word).example>', '550 \(word)'
        FROM reminder WHERE task = \(task) ORDER BY id LIMIT 1;
      UPDATE reminder SET state = 'failed', notice = last_insert_rowid()
        WHERE id = (SELECT min(id) FROM reminder WHERE task = \(task));
      SELECT min(id) FROM reminder WHERE task = \(task)
      """
    ).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func addDocumentsAndMails(to records: inout CompanyRecords) async throws {
    let file = try minicrm.directory.write("Sopimus \(word)\n", to: "\(slug)/lasku-\(word).txt")
    records.document = try await id("document", "add", file, "--title", "Lasku \(word)")
    try await minicrm.mustRun(["document", "edit", records.document, "--keep-until", "2998-12-30"])
    records.filedDocument = try await id("document", "add", file, "--contact", records.contact)
    records.archivedDocument = try await id("document", "add", file)
    try await minicrm.mustRun(["document", "archive", records.archivedDocument])
    let mail = SampleMail(to: records.address, subject: "Lasku \(word)", text: "\(word)\r\n")
    records.filedMail = try await add(mail.attaching(.pdf("lasku-\(word).pdf")), to: records)
    _ = try await add(mail, to: records)
    try await minicrm.sql("UPDATE company SET active = 0 WHERE slug = '\(slug)'")
    records.heldMail = try await add(
      mail.attaching(.pdf("pidetty-\(word).pdf", seed: "held")), to: records)
    try await minicrm.sql("UPDATE company SET active = 1 WHERE slug = '\(slug)'")
  }

  private func add(_ mail: SampleMail, to records: CompanyRecords) async throws -> String {
    var mail = mail
    mail.from = "\(word) <laskutus@\(word).example>"
    let output = try await minicrm.mustRun(
      ["mail", "add", "-", "--to", records.address, "--json"], standardInput: mail.bytes)
    return "\(try JSONDecoder().decode(Added.self, from: output).id)"
  }

  /// The id of what a verb of the company adds.
  private func id(_ arguments: String...) async throws -> String {
    let output = try await minicrm.mustRun(arguments + ["--company", slug, "--json"])
    return "\(try JSONDecoder().decode(Added.self, from: output).id)"
  }

  private struct Added: Decodable { let id: Int }
}
