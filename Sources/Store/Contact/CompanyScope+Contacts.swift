import Foundation
import Records

/// The contacts of the company's customers.
extension CompanyScope {
  /// By name. `role` is compared without case; the words of `text` must all occur in name, role,
  /// e-mail or phone, spread over them as they like.
  package func contacts(
    customer: CustomerID? = nil, role: String? = nil, text: String? = nil
  ) async throws(StoreError) -> [Contact] {
    let id = id
    let words = TextWords(text ?? "")
    let role = role.map { TextWords.folded($0.trimmingCharacters(in: .whitespaces)) }
    return try await engine.read { transaction in
      if let customer { _ = try Customer.required(customer, of: id, in: transaction) }
      return try Contact.all(of: id, customer: customer, in: transaction).filter { contact in
        (role == nil || role == TextWords.folded(contact.role ?? "")) && contact.holds(words)
      }
    }
  }

  /// Nil when the company has no such contact, or no longer.
  package func contact(_ contact: ContactID) async throws(StoreError) -> Contact? {
    let id = id
    return try await engine.read { try Contact.find(contact, of: id, in: $0) }
  }
}
