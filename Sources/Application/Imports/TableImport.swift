import Foundation
import Records
import Store

/// Adds and updates a company's records of one kind from a table in a file, once all of the file is
/// right. The same file goes on where an import of it was cut off.
package struct TableImport: Sendable {
  /// The kinds of records that a table can be of.
  package enum Kind: Sendable, CaseIterable {
    case customers, contacts, groups, tasks

    var columns: ImportColumns {
      switch self {
      case .customers: .customers
      case .contacts: .contacts
      case .groups: .groups
      case .tasks: .tasks
      }
    }

    /// The header of an empty table, by the words of a language or by keys.
    package func template(in language: Language?) -> String { columns.template(in: language) }
  }

  private let text: TextFile
  private let choices: ColumnChoices
  private let manner: ImportManner

  package init(
    _ text: TextFile, _ choices: ColumnChoices = ColumnChoices(),
    _ manner: ImportManner = ImportManner()
  ) {
    (self.text, self.choices, self.manner) = (text, choices, manner)
  }

  /// Throws `ImportRefused` for a file that isn't right. The outcome is known until `deliver` has
  /// returned.
  package func run(
    _ kind: Kind, at company: ActingCompany, deliver: Delivery<ImportTallyRow>
  ) async throws {
    let table = ImportTable(text.text, kind.columns, choices)
    let file = text.file
    let answer: Delivery<ImportOutcome> = {
      try await deliver(ImportTallyRow($0.tally(of: file.name)))
    }
    switch kind {
    case .customers:
      try await company.importCustomers(ImportBatch(table, of: file), manner, deliver: answer)
    case .contacts:
      try await company.importContacts(ImportBatch(table, of: file), manner, deliver: answer)
    case .groups:
      try await company.importGroups(ImportBatch(table, of: file), manner, deliver: answer)
    case .tasks:
      try await company.importTasks(ImportBatch(table, of: file), manner, deliver: answer)
    }
  }
}
