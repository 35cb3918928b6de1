import Platform
import Records

/// One installation's data: companies, mails, documents, their bytes and the customer logs.
///
/// Several processes may have the same store open. Every verb is one transaction: the change
/// and its log entry together, or neither. What belongs to one company is behind
/// `company(_:)`; the verbs here are the operator's and the ingest's own.
package struct Store: Sendable {
  package let directory: String
  /// The directory of mails that are being read; a file belongs to the process that makes it.
  package let spoolDirectory: String
  package let blobs: BlobStore
  package let engine: any Engine
  let reminders: ReminderDefaults
  /// With what other processes hold.
  package var patience = Patience.command
  /// The upgrade that this opening made to the schema of a store that was there; nil for none.
  package let upgrade: SchemaUpgrade?

  package init(
    directory: String, spoolDirectory: String, engine: any Engine, blobs: BlobStore,
    reminders: ReminderDefaults, patience: Patience = .command, upgrade: SchemaUpgrade? = nil
  ) {
    self.directory = directory
    self.spoolDirectory = spoolDirectory
    self.engine = engine
    self.blobs = blobs
    self.reminders = reminders
    self.patience = patience
    self.upgrade = upgrade
  }

  /// The data of one company.
  package func company(_ id: CompanyID) -> CompanyScope {
    CompanyScope(id: id, engine: engine, blobs: blobs, reminders: reminders)
  }

  package static func normalised(_ directory: String) -> String {
    var path = directory
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
