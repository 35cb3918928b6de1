import Foundation
import Platform

/// An invoice, a payment or a note that is recorded from outside: by a person, or by the invoicing
/// system.
package struct RecordedEvent: Sendable {
  /// The kinds that can be; all others tell what happened here.
  package static let kinds: [LogKind] = [.invoice, .payment, .note]

  package var kind: LogKind
  /// When it happened; nil is now.
  package var at: Date?
  package var customer: Reference<CustomerID>?
  package var contact: Reference<ContactID>?
  /// Another system's names for the customer and the contact; given beside references, they have to
  /// mean the same ones.
  package var customerExternalID: String?
  package var contactExternalID: String?
  /// The e-mail address of the person of the company who acted.
  package var person: String?
  package var money: Money?
  package var reference: String?
  /// Nil for a sentence made of the rest.
  package var text: String?
  /// The text before it was checked: the same event given again has it.
  private var givenText: String?
  /// The other system's id of the event; unique per company and kind.
  package var externalID: String?
  /// The entry of the company that the event corrects.
  package var corrects: LogNumber?

  package init(kind: LogKind) {
    self.kind = kind
  }

  /// The event with every field checked and written the one way. Throws for what is wrong.
  package func checked() throws(Refusal) -> RecordedEvent {
    guard Self.kinds.contains(kind) else {
      throw Refusal(.kind, kind.rawValue, .request(.notFromOutside))
    }
    var event = self
    if let reference { event.reference = try ReferenceNumber.checked(reference) }
    if let text {
      event.text = try FieldRule.longText(text, .text)
      event.givenText = text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    if let externalID { event.externalID = try FieldRule.externalID(externalID) }
    event.customerExternalID = try FieldRule.rowExternalID(customerExternalID)
    event.contactExternalID = try FieldRule.rowExternalID(contactExternalID)
    if event.kind == .note, event.text == nil {
      throw Refusal(.text, .text(.empty))
    }
    return event
  }

  /// An invoice or a payment has an amount. (One that an older release recorded may have none.)
  package func requireAmount() throws(Refusal) {
    if kind != .note, money == nil { throw Refusal(.amount, .request(.withoutAmount)) }
  }

  /// The identity that tells the event from another one under the same external id. Parties count
  /// as they are named: a customer may become another's by a merge, and the event stays the same.
  package var identity: ExternalIdentity? {
    guard let externalID else { return nil }
    var fields: [String?] = [
      at.map { String($0.storedSeconds) }, customer?.text, contact?.text,
      person.map(FieldRule.emailKey), money?.comparable,
      money?.currency, reference, givenText ?? text,
    ]
    // Fields that came later count where they say something, so that older digests stay.
    let later = [
      ("customerExternalID", customerExternalID), ("contactExternalID", contactExternalID),
      ("corrects", corrects.map { String($0.rawValue) }),
    ]
    for case (let name, let value?) in later { fields += [name, value] }
    var digest = SHA256()
    for field in fields {
      // Length and bytes, so that no two lists of fields look alike; -1 for none.
      digest.update(Array("\(field?.utf8.count ?? -1):\(field ?? "")".utf8))
    }
    return ExternalIdentity(id: externalID, digest: digest.finish())
  }
}

extension Money {
  /// The amount without zeros at its end: 10.50 and 10.5 are the same money.
  fileprivate var comparable: String {
    guard amount.contains(".") else { return amount }
    var digits = amount
    while digits.hasSuffix("0") { digits.removeLast() }
    if digits.hasSuffix(".") { digits.removeLast() }
    return digits
  }
}
