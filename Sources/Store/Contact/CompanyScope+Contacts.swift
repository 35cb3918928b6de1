import Foundation
import Records

/// The contacts of the company's customers.
extension CompanyScope {
  /// By name. `role` is compared without case; the words of `text` must all occur in the contact's
  /// texts, spread over them as they like.
  package func contacts(
    customer: Reference<CustomerID>? = nil, role: String? = nil, text: String? = nil,
    page: ListPage<ContactID> = ListPage()
  ) async throws(StoreError) -> [Contact] {
    let id = id
    let words = TextWords(text ?? "")
    let role = role.map { TextWords.folded($0.trimmingCharacters(in: .whitespaces)) }
    return try await engine.read { transaction in
      let customer = try customer?.resolved(of: id, in: transaction)
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

  /// The contact as it stands, one that was merged too. Nil when the company has none of that id,
  /// or no longer; throws not found for another name.
  package func contact(_ contact: some Referring<ContactID>) async throws(StoreError) -> Contact? {
    let (id, reference) = (id, contact.reference)
    return try await engine.read { transaction in
      let contact = try reference.named(of: id, in: transaction)
      return try Contact.find(contact, of: id, in: transaction)
        ?? Contact.findMerged(contact, of: id, in: transaction)
    }
  }
}
