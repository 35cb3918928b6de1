import Foundation
import Records

/// The contacts of the company's customers.
extension CompanyScope {
  /// By name. `role` is compared without case; the words of `text` must all occur in name, role,
  /// e-mail or phone, spread over them as they like.
  package func contacts(
    customer: CustomerID? = nil, role: String? = nil, text: String? = nil,
    page: ListPage<ContactID> = ListPage()
  ) async throws(StoreError) -> [Contact] {
    let id = id
    let words = TextWords(text ?? "")
    let role = role.map { TextWords.folded($0.trimmingCharacters(in: .whitespaces)) }
    return try await engine.read { transaction in
      if let customer { _ = try Customer.required(customer, of: id, in: transaction) }
      let list = try Contact.list(of: id, customer: customer, page, in: transaction)
      return try list.rows(
        in: transaction,
        where: { row in
          let contact = Contact(row: row)
          return (role == nil || role == TextWords.folded(contact.role ?? ""))
            && contact.holds(words)
        }, Contact.init(row:))
    }
  }

  /// Nil when the company has no such contact, or no longer.
  package func contact(_ contact: ContactID) async throws(StoreError) -> Contact? {
    let id = id
    return try await engine.read { try Contact.find(contact, of: id, in: $0) }
  }
}
