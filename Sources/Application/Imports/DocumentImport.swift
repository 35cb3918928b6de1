import Records
import Store

/// Makes documents of the files of a folder, by a table with the details of each, once all of the
/// table is right. The same table goes on where an import of it was cut off, and the same file with
/// the same bytes is no document again.
package struct DocumentImport: Sendable {
  private let folder: DocumentFolder
  private let text: TextFile
  private let ignoresUnknown: Bool
  private let manner: ImportManner

  /// `folder` is the path of the folder from which the table names its files. Columns that no field
  /// has the name of are left out where `ignoresUnknown`.
  package init(
    _ text: TextFile, folder: String, ignoresUnknown: Bool = false,
    _ manner: ImportManner = ImportManner()
  ) {
    self.folder = DocumentFolder(folder)
    (self.text, self.ignoresUnknown, self.manner) = (text, ignoresUnknown, manner)
  }

  /// Throws `ImportRefused` for a table that isn't right. The outcome is known until `deliver` has
  /// returned.
  package func run(at company: ActingCompany, deliver: Delivery<ImportTallyRow>) async throws {
    let (file, folder) = (text.file, folder)
    let table = ImportTable(
      text.text, .documents, ColumnChoices(ignoresUnknown: ignoresUnknown))
    let batch = ImportBatch(table, of: file) { (row) throws(Refusal) in
      let path = FieldRule.trimmed(row[.file] ?? "")
      guard !path.isEmpty else { throw Refusal(.file, .text(.empty)) }
      try folder.check(path)
      return ImportedDocument(row.texts)
    }
    try await company.importDocuments(
      batch, manner, keep: { try folder.keep($0, in: $1) },
      digest: { (path) throws(StoreError) in try folder.digest(path) },
      deliver: {
        try await deliver(ImportTallyRow($0.tally(of: file.name, takesChoices: false)))
      })
  }
}
