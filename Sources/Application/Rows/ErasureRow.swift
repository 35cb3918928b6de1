import Records
import Store

/// The data that an erasure took, and the places where data may still be.
package struct ErasureRow: Encodable, Sendable {
  package let id: Int64
  package let company: String
  package let erased: Bool
  package let entries: Int
  package let others: Int
  package let masked: Int
  package let tasks: Int
  package let documents: Int
  package let groups: Int
  package let mails: Int
  package let discarded: Int
  /// The directories of backups taken before.
  package let backups: [String]
  /// Copies of the database that upgrades made.
  package let copies: [String]
  package let undecidedMails: [MailID]
  /// Documents that name them and are to be kept until a day.
  package let keptDocuments: [DocumentID]
  /// True where the database's file was made anew; nil where nothing was erased.
  package let compacted: Bool?

  /// `traces` is what is left in the store's files; nil where nothing was erased.
  package init(
    _ report: ErasureReport, of id: some OwnedIdentifier, company: String,
    _ traces: RemainingTraces?
  ) {
    self.id = id.rawValue
    self.company = company
    erased = traces != nil
    entries = report.entries
    others = report.others
    masked = report.masked
    tasks = report.tasks
    documents = report.documents
    groups = report.groups
    mails = report.mails
    discarded = report.discarded
    backups = report.remains.backups.map(\.directory)
    copies = traces?.copies ?? []
    undecidedMails = report.remains.undecided
    keptDocuments = report.remains.kept
    compacted = traces?.isRenewed
  }
}
