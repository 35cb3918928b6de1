import Foundation
import Records

/// Whose data is erased: a contact or a person of one company.
enum ErasureSubject: Sendable, Hashable {
  /// With the contacts that were merged into it.
  case contact(ContactID, of: CustomerID, formerly: [ContactID])
  case person(PersonID)

  /// Texts of the contact are about nobody else: they go whatever they say.
  func owns(contact: ContactID?) -> Bool {
    guard case .contact(let id, _, let former) = self, let contact else { return false }
    return contact == id || former.contains(contact)
  }

  var person: PersonID? {
    if case .person(let id) = self { id } else { nil }
  }

  var contact: ContactID? {
    if case .contact(let id, _, _) = self { id } else { nil }
  }

  var noun: String {
    switch self {
    case .contact(let id, _, _): id.subject
    case .person(let id): id.subject
    }
  }

  /// As refusals name it.
  var refused: Refusal.Subject {
    switch self {
    case .contact(let id, _, _): .record(id)
    case .person(let id): .record(id)
    }
  }

  /// The kind, party and text of the entries that record the erasure; how much each of them took is
  /// said behind the text.
  func record(_ logText: LogText) -> (kind: LogKind, party: Party, text: String) {
    switch self {
    case .contact(let id, let customer, _):
      (.contactRemoved, Party(customer: customer, contact: id), logText.dataErased(of: id))
    case .person(let id): (.personRemoved, Party(), logText.dataErased(of: id))
    }
  }

  /// Takes care, with each batch, that nothing more comes to be the subject's: a contact is
  /// removed, a person, who may be the one who acts, gets no reminders. The record keeps its data,
  /// by which the rest is found, until `clear`.
  func detach(_ change: RecordedChange, reminders: ReminderDefaults) throws {
    let (transaction, company) = (change.transaction, change.company)
    switch self {
    case .contact(let id, _, _):
      try transaction.run(
        "UPDATE contact SET removed = 1 WHERE id = \(id) AND company = \(company)")
    case .person(let id):
      guard try !Person.required(id, of: company, in: transaction).removed else { return }
      try ReminderPlanning(
        Company.required(company, in: transaction), defaults: reminders, now: change.now,
        in: transaction
      ).cancelAll(of: id)
    }
  }

  /// Takes the data out of the record itself; the row stays for those that name it.
  func clear(of company: CompanyID, mark: String, in transaction: Transaction) throws {
    switch self {
    case .contact(let id, _, let former):
      let personal = Contact.fields.filter(\.isPersonal).map { stated -> SQL in
        "\(raw: stated.field.rawValue) = \(stated.field == .name ? mark : nil)"
      }
      try transaction.run(
        """
        UPDATE contact SET \(list: personal), nameKey = \(SortKey(mark)), removed = 1, erased = 1
        WHERE id IN \(oneOf: [id] + former) AND company = \(company)
        """)
    case .person(let id):
      try LogIn.leave(id, of: company, in: transaction)
      // RFC 2606: nobody has an address below .invalid.
      let address = "erased-\(id.rawValue)@erased.invalid"
      try transaction.run(
        """
        UPDATE person
        SET name = \(mark), nameKey = \(SortKey(mark)), email = \(address),
          emailKey = \(address), language = NULL, reminderDays = NULL, reminderAt = NULL,
          removed = 1, erased = 1
        WHERE id = \(id) AND company = \(company)
        """)
    }
  }
}

/// The subject as the store has it before an erasure.
struct ErasureTarget: Sendable {
  let subject: ErasureSubject
  let spellings: ErasedSpellings
  /// Without what the request adds.
  let ownSpellings: ErasedSpellings
  /// The subject's own record was erased before.
  let wasErased: Bool

  /// One that was merged is taken as the one that it went into.
  static func contact(
    _ named: ContactID, of company: CompanyID, also: [String], in transaction: Transaction
  ) throws -> ErasureTarget {
    let contact = try named.survivor(of: company, in: transaction, nil)
    let former = try contact.merged(of: company, in: transaction).filter { $0 != contact }
    let row = try transaction.row(
      """
      \(raw: Contact.select) WHERE contact.id = \(contact) AND contact.company = \(company)
      """)
    guard let row else { throw Refusal.notFound(contact) }
    let old = Contact(row: row)
    let merged = try former.flatMap {
      try Contact.stored($0, of: company, in: transaction).spellings
    }
    return ErasureTarget(
      subject: .contact(contact, of: old.customer, formerly: former), wasErased: row["erased"],
      name: old.name, email: old.email, phone: old.phone, merged: merged, also: also)
  }

  static func person(
    _ person: PersonID, of company: CompanyID, also: [String], in transaction: Transaction
  ) throws -> ErasureTarget {
    let old = try Person.required(person, of: company, in: transaction)
    let wasErased = try transaction.value(
      "SELECT erased FROM person WHERE id = \(person) AND company = \(company)", as: Bool.self)
    return ErasureTarget(
      subject: .person(person), wasErased: wasErased == true, name: old.name, email: old.email,
      phone: nil, also: also)
  }

  private init(
    subject: ErasureSubject, wasErased: Bool, name: String, email: String?, phone: String?,
    merged: [String] = [], also: [String]
  ) {
    self.subject = subject
    self.wasErased = wasErased
    func spellings(_ also: [String]) -> ErasedSpellings {
      wasErased
        ? ErasedSpellings(name: nil, email: nil, phone: nil, also: also)
        : ErasedSpellings(name: name, email: email, phone: phone, also: merged + also)
    }
    self.spellings = spellings(also)
    ownSpellings = spellings([])
  }
}

extension Contact {
  /// The texts by which others call the contact. A name of one word is what others are called too.
  fileprivate var spellings: [String] {
    let fullName = name.contains(where: \.isWhitespace) ? name : nil
    return [fullName, email, phone].compactMap(\.self)
  }
}
