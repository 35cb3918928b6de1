import Foundation
import Records
import Store

/// Adds and updates a company's customers, or contacts, from a table in a file, once all of the
/// file is right. The same file goes on where an import of it was cut off.
package struct TableImport: Sendable {
  private let text: TextFile
  private let anew: Bool

  /// `anew` begins at the first row, and forgets where imports at the company were cut off.
  package init(_ text: TextFile, anew: Bool) {
    self.text = text
    self.anew = anew
  }

  /// Throws `ImportRefused` for a file that isn't right. The outcome is known until `deliver` has
  /// returned.
  package func customers(
    at company: ActingCompany, deliver: Delivery<ImportTallyRow>
  ) async throws {
    try await company.importCustomers(ImportBatch(text), anew: anew) {
      try await deliver(ImportTallyRow($0.tally(of: text.file.name)))
    }
  }

  /// The same for contacts.
  package func contacts(
    at company: ActingCompany, deliver: Delivery<ImportTallyRow>
  ) async throws {
    try await company.importContacts(ImportBatch(text), anew: anew) {
      try await deliver(ImportTallyRow($0.tally(of: text.file.name)))
    }
  }
}
