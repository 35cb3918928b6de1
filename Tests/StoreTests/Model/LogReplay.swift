import Foundation
import Records

@testable import Store

/// A company as its log alone tells of it.
struct LogReplay {
  private(set) var customers: [CustomerID: (edits: Int, archived: Bool, before: Bool)] = [:]
  private(set) var contacts: Set<ContactID> = []
  private(set) var tasks: [TaskID: (ended: TaskState?, party: Party)] = [:]
  private(set) var documents: [DocumentID: (state: DocumentState, party: Party)] = [:]
  private var formerStates: [DocumentID: DocumentState] = [:]
  private(set) var persons = 0
  /// Entries that can't follow those before them.
  private(set) var surprises: [LogEntry] = []
  /// Tasks and documents that may have gone along with a contact or a merge, which their own
  /// entries don't tell.
  private let movedTasks: Set<TaskID>
  private let movedDocuments: Set<DocumentID>

  /// Oldest first.
  init(_ entries: [LogEntry], movedTasks: Set<TaskID>, movedDocuments: Set<DocumentID>) {
    (self.movedTasks, self.movedDocuments) = (movedTasks, movedDocuments)
    var last = Date.distantPast
    for entry in entries {
      // Each is recorded at its time, whenever what it tells of was.
      let isInOrder = entry.recordedAt.map { $0 >= last } ?? false
      last = entry.recordedAt ?? last
      if !take(entry) || !isInOrder { surprises.append(entry) }
    }
  }

  private mutating func take(_ entry: LogEntry) -> Bool {
    if let task = entry.task { return take(entry, task) }
    if let document = entry.document { return take(entry, document) }
    if let contact = entry.party.contact, takeContact(entry.kind, contact) { return true }
    if let customer = entry.party.customer, takeCustomer(entry.kind, customer) { return true }
    switch entry.kind {
    case .personAdded: persons += 1
    case .personRemoved: persons -= 1
    case .personEdited: return persons > 0
    case .personRestored: persons += 1
    case .groupAdded, .groupRenamed, .groupMoved, .groupRemoved: break
    case .invoice, .payment, .note:
      return entry.party.customer.map { customers[$0] != nil } ?? true
    default: return false
    }
    return true
  }

  private mutating func takeCustomer(_ kind: LogKind, _ id: CustomerID) -> Bool {
    switch kind {
    case .customerAdded where customers[id] == nil: customers[id] = (0, false, false)
    case .customerEdited where customers[id] != nil: customers[id]?.edits += 1
    case .customerArchived where customers[id]?.archived == false:
      customers[id]?.archived = true
    case .customerMerged where customers[id] != nil:
      let before = customers[id]?.archived == true
      customers[id]?.before = before
      customers[id]?.archived = true
    case .customerRestored where customers[id]?.archived == true:
      let before = customers[id]?.before == true
      customers[id]?.before = false
      customers[id]?.archived = before
    default: return false
    }
    return true
  }

  private mutating func takeContact(_ kind: LogKind, _ id: ContactID) -> Bool {
    switch kind {
    case .contactAdded: contacts.insert(id).inserted
    case .contactEdited: contacts.contains(id)
    case .contactRemoved, .contactMerged: contacts.remove(id) != nil
    case .contactRestored: contacts.insert(id).inserted
    default: false
    }
  }

  private mutating func take(_ entry: LogEntry, _ id: TaskID) -> Bool {
    let isKnown = tasks[id] != nil
    switch entry.kind {
    case .taskAdded where !isKnown: tasks[id] = (nil, entry.party)
    case .taskEdited where isKnown: tasks[id]?.party = entry.party
    case .reminderCancelled where isKnown: break
    case .taskReopened where isKnown: tasks[id]?.ended = nil
    case .taskDone where isKnown && tasks[id]?.ended == nil: tasks[id]?.ended = .done
    case .taskCancelled where isKnown && tasks[id]?.ended == nil: tasks[id]?.ended = .cancelled
    default: return false
    }
    return movedTasks.contains(id) || tasks[id]?.party == entry.party
  }

  private mutating func take(_ entry: LogEntry, _ id: DocumentID) -> Bool {
    let isKnown = documents[id] != nil
    switch entry.kind {
    case .documentAdded where !isKnown:
      documents[id] = (entry.party.customer == nil ? .inbox : .filed, entry.party)
    case .documentEdited where isKnown: break
    case .documentAssigned where isKnown: documents[id] = (.filed, entry.party)
    case .documentArchived where isKnown:
      formerStates[id] = documents[id]?.state
      documents[id]?.state = .archived
    case .documentRestored where isKnown: documents[id]?.state = formerStates[id] ?? .inbox
    case .documentReturned
    where isKnown && movedDocuments.contains(id)
      || documents[id]?.party == entry.party:
      documents[id] = (.inbox, Party())
      return true
    case .documentRemoved
    where isKnown && movedDocuments.contains(id)
      || documents[id]?.party == entry.party:
      documents[id] = nil
      return true
    default: return false
    }
    return movedDocuments.contains(id) || documents[id]?.party == entry.party
  }
}
