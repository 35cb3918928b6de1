import Foundation
import MailIngest
import Records

@testable import Application
@testable import Store

/// A row of every kind, of records with as little in them as there may be.
enum SampleRows {
  private static let acme = CompanyID(rawValue: 1)
  private static let moment = Date(timeIntervalSince1970: 1_764_230_400)
  private static let day = {
    guard let day = CivilDate("2025-12-01") else { preconditionFailure("no such day") }
    return day
  }()

  static let company = CompanyRow(
    Company(
      id: acme, slug: "acme", name: "Acme Oy", businessID: nil, language: .finnish,
      timeZone: "Europe/Helsinki", token: "token", reminderDays: nil, reminderAt: nil,
      reminderWorkdays: false, active: true), template: nil)
  static let companyDetails = CompanyDetailsRow(company, lastMail: nil)

  private static let matti = Person(
    id: PersonID(rawValue: 2), company: acme, companySlug: "acme", name: "Matti",
    email: "matti@acme.example",
    language: nil, reminderDays: nil, reminderAt: nil, removed: false)
  static let person = PersonRow(matti)
  static let removedPerson = RemovedPersonRow(RemovedPerson(person: matti, openTasks: []))

  static let passwordLink = PasswordLinkRow(
    matti.id,
    PasswordLink(
      .invitation, email: matti.email, name: matti.name, company: "Acme Oy", language: .finnish,
      timeZone: "Europe/Helsinki", expiresAt: moment), url: nil)

  static let customer = CustomerRow(
    Customer(
      id: CustomerID(rawValue: 3), company: acme, companySlug: "acme",
      texts: NewCustomer(name: "Virtanen Oy").texts))

  static let contact = ContactRow(
    Contact(
      id: ContactID(rawValue: 4), company: acme, companySlug: "acme",
      customer: CustomerID(rawValue: 3),
      texts: NewContact(name: "Maija").texts))

  static let group = GroupRow(
    Group(
      id: GroupID(rawValue: 5), company: acme, companySlug: "acme", parent: nil, name: "Myynti",
      path: "Myynti"))

  static let document = DocumentRow(
    Document(
      id: DocumentID(rawValue: 6), company: acme, companySlug: "acme", state: .inbox,
      fileName: "lasku.pdf", title: nil,
      mediaType: "application/pdf", declaredMediaType: nil, size: 1, sha256: .zeros,
      party: Party(), group: nil, groupPath: nil, date: nil, receivedAt: moment, mail: nil,
      duplicateOf: nil))

  static let task = TaskRow(
    CustomerTask(
      id: TaskID(rawValue: 7), company: acme, companySlug: "acme", person: PersonID(rawValue: 2),
      personEmail: "matti@acme.example", description: "Soita", date: day, state: .open, group: nil,
      groupPath: nil,
      party: Party(), reminderDays: nil))

  private static let settledMail = Mail(
    id: MailID(rawValue: 8), folder: nil, mailbox: nil, uidValidity: nil, uid: nil, company: nil,
    companySlug: nil,
    verdict: .unroutable, reason: MailReason(.noAddress), messageID: nil, sender: nil, subject: nil,
    size: 1,
    receivedAt: moment, documents: [], confirmationCode: nil, confirmationURL: nil, headerUsed: nil,
    action: nil, actionState: nil, waitsForCompany: false, isDiscarded: false, hasRaw: true,
    isFetched: true)
  static let mail = MailRow(settledMail)
  static let mailDetails = MailDetailsRow(settledMail)
  static let mailExplanation = MailExplanationRow(mailDetails, parts: [part])
  static let part = MailPartRow(
    MailPart(
      path: "1", mediaType: "text/plain", declaredMediaType: nil, fileName: nil, size: 1,
      verdict: .body, reason: PartReason(.ownText), document: nil))

  static let entry = LogEntryRow(
    LogEntry(
      number: LogNumber(rawValue: 9), company: acme, at: moment, kind: .note,
      person: nil,
      personEmail: nil, party: Party(), document: nil, task: nil, mail: nil, money: nil,
      reference: nil, text: "Soitti", erasedBy: nil), localTime: "2025-11-27 10:00:00")
  static let verification = LogVerificationRow(
    VerifiedLog(verification: LogVerification(entries: 9, fault: nil), head: LogChain.start),
    company: "acme")
  static let logRecording = LogRecordingRow(entry: entry, recorded: true)
  static let logFeed = LogFeedRow(entry: entry, cursor: "AQ")

  static let importFault = ImportFaultRow(fault, { "\($0.code)" })
  private static let fault = {
    var faults = ImportFaults()
    faults.add(line: 2, Refusal(.date, "x", .time(.notADay)))
    return faults.first[0]
  }()

  static let reminder = ReminderRow(
    Reminder(
      id: ReminderID(rawValue: 10), company: acme, task: TaskID(rawValue: 7),
      taskDescription: "Soita",
      person: PersonID(rawValue: 2), personEmail: "matti@acme.example", date: day, moment: moment,
      kind: .onDay, state: .planned, attempts: 0, messageID: nil, reply: nil))
  static let plannedNotice = PlannedNoticeRow(
    PlannedNotice(
      company: acme, moment: moment, localTime: "2025-12-01 08:00",
      timeZone: "Europe/Helsinki",
      person: PersonID(rawValue: 2), personEmail: "matti@acme.example",
      tasks: [TaskID(rawValue: 7)], reason: "on the day"))

  static let mailbox = MailboxRow(
    name: "documents", url: "imaps://imap.example.fi", username: "docs", login: "password",
    tokenExpires: nil)

  static let addressHop = AddressTrialRow.Hop(hop: "sent", text: "taken", took: .seconds(1))
  static let addressTrial = AddressTrialRow(
    AddressTrial.Outcome(loss: .unanswered(within: .seconds(5))), [addressHop], company: "acme",
    address: "acme-x@in.example.fi", problem: "no answer", advice: "wait")

  private static let tally = ImportTally(added: 1, updated: 2, unchanged: 3)
  static let importTally = ImportTallyRow(tally)
  static let logImport = LogImportRow(tally)

  private static let record = BackupRecord(
    database: "00", takenAt: moment, schema: 1, documents: 1, mails: 1, contents: 1, bytes: 1)
  static let backup = BackupRow(record, in: "/backups")
  static let backupReport = BackupReportRow(
    BackupReport(directory: "/backups", record: record, newContents: 1, newBytes: 1))
  static let collection = CollectionRow(CollectionReport(), removed: true)
  static let scrub = ScrubRow(ScrubReport())
  static let damagedContent = DamagedContentRow(
    DamagedContent(
      sha256: .zeros, file: "ab/cd", fault: "missing", foundAt: moment, owners: "mail 8")
  )
  static let erasure = ErasureRow(
    ErasureReport(), of: ContactID(rawValue: 4), company: "acme", nil)
}
