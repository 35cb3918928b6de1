import Records
import Store

// The columns of a file become edits: a column that is not there leaves its field alone, an empty
// value clears the field.

extension ImportBatch<CustomerChange> {
  init(_ text: TextFile) {
    self.init(of: text.file)
    let table = ImportTable(text.text, .customers)
    faults = table.faults
    rows = table.rows.map { row in
      ImportRow(line: row.line, externalID: row[.externalID], fields: row.edits())
    }
  }
}

extension ImportBatch<ImportedContact> {
  init(_ text: TextFile) {
    self.init(of: text.file)
    let table = ImportTable(text.text, .contacts)
    faults = table.faults
    rows = table.rows.map { row in
      var contact = ImportedContact()
      contact.customer = row[.customer]
      contact.customerExternalID = row[.customerExternalID]
      contact.change = row.edits()
      return ImportRow(line: row.line, externalID: row[.externalID], fields: contact)
    }
  }
}

extension ImportTable.Row {
  fileprivate func edits<Record: StatedRecord>() -> FieldEdits<Record> {
    var edits = FieldEdits<Record>()
    for stated in Record.fields {
      edits[stated.field] = Edit(ifGiven: self[stated.field].map(\.orCleared))
    }
    return edits
  }
}
