import Foundation
import Records

@testable import Store

/// A change that a verb has to refuse.
struct ModelRefusal: Error {}

/// The records of one company as plain dictionaries, and what its log has to say: each verb as the
/// contract has it, with nothing clever.
struct RecordsModel {
  /// The fields of a log entry besides its text.
  struct Entry: Hashable {
    var kind: LogKind
    var party = Party()
    var document: DocumentID?
    var task: TaskID?
    var person: PersonID?
    /// The person that the entry is about.
    var meant: PersonID?
    var corrects: LogNumber?
    /// The moment of the verb, whenever what it tells of was.
    var recordedAt: Date?
  }

  struct Node {
    var name: String
    var parent: GroupID?
  }

  /// An event that came with an external id: what it said, and where it stands in the log.
  struct KnownEvent {
    let said: [String?]
    let place: Int
  }

  let company: CompanyID
  let slug = "acme"
  let today: CivilDate
  var persons: [PersonID: Person] = [:]
  var customers: [CustomerID: Customer] = [:]
  var contacts: [ContactID: Contact] = [:]
  /// Contacts that were there, the merged ones too.
  var removedContacts: [ContactID: Contact] = [:]
  var customerMerges: [CustomerID: Merge] = [:]
  var contactMerges: [ContactID: Merge] = [:]
  /// Records that went along with a contact or a merge: their own entries don't tell.
  var movedTasks: Set<TaskID> = []
  var movedDocuments: Set<DocumentID> = []
  var groups: [GroupID: Node] = [:]
  var tasks: [TaskID: CustomerTask] = [:]
  /// The task of a series that was done, by the next one, which that brought.
  var followed: [TaskID: TaskID] = [:]
  /// Tasks whose description, date or state was ever another.
  var touchedTasks: Set<TaskID> = []
  var documents: [DocumentID: Document] = [:]
  /// The states that archived documents had before.
  var formerStates: [DocumentID: DocumentState] = [:]
  var events: [String: KnownEvent] = [:]
  /// Oldest first.
  var log: [Entry] = []

  /// All ids of all companies so far; the next row has the next one.
  private var lastIDs: [String: Int64] = [:]

  /// Another company has the ids 1 of everything.
  init(company: CompanyID, today: CivilDate) {
    self.company = company
    self.today = today
  }

  mutating func newID<ID: OwnedIdentifier>() -> ID {
    lastIDs[ID.table, default: 1] += 1
    return ID(rawValue: lastIDs[ID.table] ?? 0)
  }

  /// Appends an entry, which nobody who isn't at the company can do.
  mutating func note(_ entry: Entry, by actor: PersonID?) throws {
    if let actor, persons[actor].map(\.removed) ?? true { throw ModelRefusal() }
    var entry = entry
    entry.person = actor
    log.append(entry)
  }

  func person(email: String) throws -> PersonID {
    let found = persons.values.first { $0.email.lowercased() == email.lowercased() && !$0.removed }
    guard let found else { throw ModelRefusal() }
    return found.id
  }

  /// A contact brings its customer.
  func party(
    customer: Reference<CustomerID>?, contact: Reference<ContactID>?
  ) throws -> Party {
    let customer = try customer?.id.map(survivor)
    guard let contact = try contact?.id.map(survivor) else {
      return customer.map(Party.init(customer:)) ?? Party()
    }
    guard let owner = contacts[contact]?.customer, customer == nil || customer == owner else {
      throw ModelRefusal()
    }
    return Party(customer: owner, contact: contact)
  }

  /// A field that isn't named stays, but a new customer lets go of another's contact. Values that
  /// were there already are not questioned.
  func party(_ change: PartyChange, from old: Party) throws -> Party {
    var (customer, contact) = (old.customer, old.contact)
    if case .set(let new) = change.contact {
      if new != nil, new?.id != contact { customer = nil }
      contact = new?.id
    }
    if case .set(let new) = change.customer {
      customer = new?.id
      if case .keep = change.contact {
        customer = try customer.map(survivor)
        if customer != old.customer { contact = nil }
      }
    }
    if customer == old.customer, contact == old.contact { return old }
    return try party(
      customer: customer.map(Reference.id), contact: contact.map(Reference.id))
  }

  static func trimmedName(_ text: String) throws -> String {
    let name = text.trimmingCharacters(in: .whitespaces)
    if name.isEmpty || name.contains("\u{7}") { throw ModelRefusal() }
    return name
  }
}
