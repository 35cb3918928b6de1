import Records
import Store

// The columns of a file become edits: a column that is not there leaves its field alone, an empty
// value clears the field.

extension ImportBatch {
  init(
    _ table: ImportTable, of file: ImportedFile,
    _ fields: (ImportTable.Row) throws(Refusal) -> Fields
  ) {
    self.init(of: file)
    faults = table.faults
    for row in table.rows {
      do {
        let fields = try fields(row)
        rows.append(ImportRow(line: row.line, externalID: row[.externalID], fields: fields))
      } catch {
        faults.add(line: row.line, error)
      }
    }
  }
}

extension ImportBatch<CustomerChange> {
  init(_ table: ImportTable, of file: ImportedFile) {
    self.init(table, of: file) { $0.edits() }
  }
}

extension ImportBatch<ImportedContact> {
  init(_ table: ImportTable, of file: ImportedFile) {
    self.init(table, of: file) { row in
      var contact = ImportedContact()
      contact.customer = row[.customer]
      contact.customerExternalID = row[.customerExternalID]
      contact.change = row.edits()
      return contact
    }
  }
}

extension ImportBatch<ImportedTexts> {
  init(_ table: ImportTable, of file: ImportedFile) {
    self.init(table, of: file) { $0.texts }
  }
}

extension ImportTable.Row {
  /// But for the external id, by which the row's record is known.
  fileprivate func edits<Record: StatedRecord>() -> FieldEdits<Record> {
    var edits = FieldEdits<Record>()
    for stated in Record.fields where stated.field != .externalID {
      edits[stated.field] = Edit(ifGiven: self[stated.field].map(\.orCleared))
    }
    return edits
  }
}
