import Records
import Store

// The rows of customers and contacts.

extension OutputRow {
  init(_ customer: Customer, company: String) {
    add("id", .integer(customer.id.rawValue))
    add("company", .text(company))
    add("name", .text(customer.name))
    add("businessID", JSONValue(customer.businessID))
    add("email", JSONValue(customer.email))
    add("phone", JSONValue(customer.phone))
    add("archived", .flag(customer.archived))
  }

  init(_ contact: Contact, company: String) {
    add("id", .integer(contact.id.rawValue))
    add("company", .text(company))
    add("customer", .integer(contact.customer.rawValue))
    add("name", .text(contact.name))
    add("role", JSONValue(contact.role))
    add("email", JSONValue(contact.email))
    add("phone", JSONValue(contact.phone))
  }

  /// What an import of the file did; throws everything that is wrong with it when it did nothing.
  init(_ outcome: ImportOutcome, of file: String) throws {
    switch outcome {
    case .imported(let tally):
      add("added", .integer(Int64(tally.added)))
      add("updated", .integer(Int64(tally.updated)))
      add("unchanged", .integer(Int64(tally.unchanged)))
    case .refused(let faults):
      var lines = ["\(file): nothing was imported; errors: \(faults.count)"]
      lines += faults.first.map { "\(file), line \($0.line): \($0.message)" }
      let rest = faults.count - faults.first.count
      if rest > 0 { lines.append("… and \(rest) more") }
      throw Failure(lines.joined(separator: "\n"))
    }
  }
}
