import Records
import Store

// What the columns of a file say, as edits: a column that is not there leaves its field alone, an
// empty value clears it.

extension ImportBatch<CustomerChange> {
  init(_ text: TextFile) {
    self.init(of: text.file)
    let table = ImportTable<CustomerColumn>(text.text)
    faults = table.faults
    rows = table.rows.map { row in
      var change = CustomerChange()
      change.name = Edit(ifGiven: row[.name])
      change.businessID = Edit(ifGiven: row[.businessID].map(\.orCleared))
      change.email = Edit(ifGiven: row[.email].map(\.orCleared))
      change.phone = Edit(ifGiven: row[.phone].map(\.orCleared))
      return ImportRow(line: row.line, externalID: row[.externalID], fields: change)
    }
  }
}

extension ImportBatch<ImportedContact> {
  init(_ text: TextFile) {
    self.init(of: text.file)
    let table = ImportTable<ContactColumn>(text.text)
    faults = table.faults
    rows = table.rows.map { row in
      var contact = ImportedContact()
      contact.customer = row[.customer]
      contact.customerExternalID = row[.customerExternalID]
      contact.change.name = Edit(ifGiven: row[.name])
      contact.change.role = Edit(ifGiven: row[.role].map(\.orCleared))
      contact.change.email = Edit(ifGiven: row[.email].map(\.orCleared))
      contact.change.phone = Edit(ifGiven: row[.phone].map(\.orCleared))
      return ImportRow(line: row.line, externalID: row[.externalID], fields: contact)
    }
  }
}
