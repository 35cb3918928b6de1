import Foundation
import Records

/// A row of a file of contacts. Its customer is named by id or by external id, as the file has
/// them; when both are given they have to mean the same one.
package struct ImportedContact: Sendable {
  package var customer: String?
  package var customerExternalID: String?
  package var change = ContactChange()

  package init() {}
}

extension ImportedContact {
  var namesNobody: Bool {
    Self.given(customer) == nil && Self.given(customerExternalID) == nil
  }

  /// The customer that the row names. Nil when it names none or several, or none that exists,
  /// which is noted.
  func customer(_ change: RecordedChange, _ faults: inout FieldFaults) throws -> CustomerID? {
    let named = [
      try customerByID(change, &faults), try customerByExternalID(change, &faults),
    ].compactMap(\.self)
    if Set(named).count > 1 {
      faults.note(Refusal(.customer, .importing(.twoCustomers)))
      return nil
    }
    return named.first
  }

  private func customerByID(
    _ change: RecordedChange, _ faults: inout FieldFaults
  ) throws -> CustomerID? {
    guard let text = Self.given(customer) else { return nil }
    do {
      return try Reference<CustomerID>(text)?.resolved(
        of: change.company, in: change.transaction)
    } catch let refusal as Refusal {
      faults.note(refusal.code == .notFound ? Refusal(.customer, text, refusal.fault) : refusal)
      return nil
    }
  }

  private func customerByExternalID(
    _ change: RecordedChange, _ faults: inout FieldFaults
  ) throws -> CustomerID? {
    guard let text = Self.given(customerExternalID) else { return nil }
    let key = text.precomposedStringWithCanonicalMapping
    if let known = try Customer.find(externalID: key, of: change.company, in: change.transaction) {
      return known.id
    }
    faults.note(Refusal(.customerExternalID, text, .absent(.noneHasExternalID(.customer))))
    return nil
  }

  private static func given(_ text: String?) -> String? {
    guard let text = text.map(FieldRule.trimmed), !text.isEmpty else { return nil }
    return text
  }
}
