import Application
import Foundation
import Testing

/// The keys of every row, in the order in which people are shown them.
@Suite struct RowTests {
  private static let mail = """
    id mailbox uidValidity uid company verdict reasonCode reason messageID sender subject size \
    receivedAt documents confirmationCode confirmationURL
    """
  private static let backup = "directory takenAt schema documents mails contents bytes"
  private static let company = """
    id slug name businessID language timeZone address reminderDays reminderAt active
    """

  private static let rows: [(row: any Encodable & Sendable, keys: String)] = [
    (SampleRows.company, company), (SampleRows.companyDetails, company + " lastMail"),
    (AddressRow("acme-x@in.example.fi"), "address"),
    (SampleRows.person, "id company name email language reminderDays reminderAt removed"),
    (
      SampleRows.removedPerson,
      "id company name email language reminderDays reminderAt removed openTasks"
    ),
    (
      SampleRows.customer,
      """
      id company name businessID email phone street postalCode city country notes externalID \
      archived mergedInto
      """
    ),
    (
      SampleRows.contact,
      "id company customer name role email phone notes externalID removed mergedInto"
    ),
    (SampleRows.group, "id company path"),
    (
      SampleRows.document,
      """
      id company state fileName title mediaType declaredMediaType size sha256 customer contact \
      group date notes keepUntil externalID receivedAt mail duplicateOf sender subject
      """
    ),
    (
      SampleRows.task,
      "id company person description date state group customer contact every remind externalID"
    ),
    (SampleRows.mail, mail), (SampleRows.mailDetails, mail + " headerUsed action"),
    (SampleRows.mailExplanation, mail + " headerUsed action parts"),
    (SampleRows.part, "path mediaType fileName size verdict reasonCode reason document"),
    (
      SampleRows.entry,
      """
      id at kind customer contact person document task amount currency reference text externalID \
      corrects correctedBy recordedAt
      """
    ),
    (
      SampleRows.logRecording,
      """
      id at kind customer contact person document task amount currency reference text externalID \
      corrects correctedBy recordedAt recorded
      """
    ),
    (
      SampleRows.logFeed,
      """
      id at kind customer contact person document task amount currency reference text externalID \
      corrects correctedBy recordedAt cursor
      """
    ),
    (LogPageRow(entries: [SampleRows.entry], next: nil), "entries next"),
    (SampleRows.verification, "company whole entries head firstFault"),
    (SampleRows.reminder, "id task person moment kind state attempts messageID reply"),
    (SampleRows.plannedNotice, "moment localTime person tasks reason"),
    (NoticePreviewRow(message: "From: …"), "message"),
    (SampleRows.mailbox, "name url username folder login tokenExpires lastSuccess lastError since"),
    (
      SampleRows.addressTrial,
      "company address arrived messageID hops mail document problem advice"
    ),
    (SampleRows.addressHop, "hop text milliseconds"),
    (SampleRows.importTally, "added updated unchanged"), (SampleRows.logImport, "added unchanged"),
    (SampleRows.backup, backup), (SampleRows.backupReport, backup + " newContents newBytes"),
    (SampleRows.collection, "files bytes rows young removed"),
    (SampleRows.scrub, "contents bytes repaired damaged"),
    (SampleRows.damagedContent, "sha256 file fault since owners"),
    (
      SampleRows.erasure,
      """
      id company erased entries others masked tasks documents groups mails discarded backups \
      copies undecidedMails keptDocuments compacted
      """
    ),
  ]

  @Test(arguments: rows.indices)
  func `a row has the keys of the contract, absent ones too`(index: Int) throws {
    let (row, keys) = Self.rows[index]
    guard case .fields(let fields) = try RowValue(row) else {
      Issue.record("\(row) has no fields")
      return
    }
    #expect(fields.map(\.key) == keys.split(separator: " ").map(String.init))
    let json = try JSONSerialization.jsonObject(with: Data(try RowValue(row).json().utf8))
    #expect((json as? [String: Any])?.count == fields.count)
  }
}
