import Records

@testable import Store

/// Merges, and what brings records back.
extension RecordsModel {
  /// The effects of one merge.
  struct Merge {
    var wasAway = false
    var filled: [RecordField] = []
    var contacts: Set<ContactID> = []
    var documents: Set<DocumentID> = []
    var tasks: Set<TaskID> = []
  }

  func survivor(_ id: CustomerID) throws -> CustomerID {
    guard let customer = customers[id] else { throw ModelRefusal() }
    return try customer.mergedInto.map(survivor) ?? id
  }

  /// Removed ones too.
  func survivor(_ id: ContactID) throws -> ContactID {
    guard let contact = anyContact(id) else { throw ModelRefusal() }
    return try contact.mergedInto.map(survivor) ?? id
  }

  func anyContact(_ id: ContactID) -> Contact? { contacts[id] ?? removedContacts[id] }

  func refuseTaken(
    _ name: String?, _ all: [CustomerID: Customer], by own: CustomerID?
  ) throws {
    let named = all.values.filter { $0.externalID == name }
    guard name != nil, let holder = named.max(by: Self.isLater) else { return }
    if try survivor(holder.id) != own { throw ModelRefusal() }
  }

  func refuseTaken(_ name: String?, _ all: [ContactID: Contact], by own: ContactID?) throws {
    guard let name else { return }
    let merged = removedContacts.values.filter { $0.mergedInto != nil && $0.externalID == name }
    let holder =
      all.values.first { $0.externalID == name }
      ?? merged.max { $0.id.rawValue < $1.id.rawValue }
    guard let holder else { return }
    let last = try survivor(holder.id)
    if last != own, contacts[last] != nil { throw ModelRefusal() }
  }

  /// One that wasn't merged has the name before those that were.
  private static func isLater(_ one: Customer, _ other: Customer) -> Bool {
    let (first, second) = (one.mergedInto == nil, other.mergedInto == nil)
    return first == second ? one.id.rawValue < other.id.rawValue : second
  }

  func with(_ old: Customer, archived: Bool, into: CustomerID?) -> Customer {
    Customer(
      id: old.id, company: company, companySlug: slug, texts: old.texts, archived: archived,
      mergedInto: into)
  }

  func with(_ old: Contact, removed: Bool, into: ContactID?) -> Contact {
    Contact(
      id: old.id, company: company, companySlug: slug, customer: old.customer, texts: old.texts,
      removed: removed, mergedInto: into)
  }

  /// Records that name a contact go to a party.
  mutating func follow(_ contact: ContactID, to party: Party) {
    for id in documents.keys where documents[id]?.party.contact == contact { move(id, to: party) }
    for id in tasks.keys where tasks[id]?.party.contact == contact { move(id, to: party) }
  }

  private mutating func move(_ id: DocumentID, to party: Party) {
    if let old = documents[id] { documents[id] = with(old, party) }
    movedDocuments.insert(id)
  }

  private mutating func move(_ id: TaskID, to party: Party) {
    if let old = tasks[id] { tasks[id] = with(old, party) }
    movedTasks.insert(id)
  }

  private mutating func put(_ contact: Contact) {
    contacts[contact.id] = contact.removed ? nil : contact
    removedContacts[contact.id] = contact.removed ? contact : nil
  }

  private mutating func move(_ id: ContactID, to customer: CustomerID) {
    guard var contact = anyContact(id) else { return }
    contact.customer = customer
    put(contact)
    follow(id, to: contact.party)
  }

  mutating func merge(
    _ old: CustomerID, into new: CustomerID, by actor: PersonID?
  ) throws -> Customer {
    let new = try survivor(new)
    guard let gone = customers[old], var left = customers[new] else { throw ModelRefusal() }
    if gone.mergedInto != nil {
      guard try survivor(old) == new else { throw ModelRefusal() }
      return left
    }
    if old == new || left.archived { throw ModelRefusal() }
    var merge = Merge(wasAway: gone.archived)
    merge.filled = left.texts.fillable(from: gone.texts)
    for field in merge.filled { left.texts[field] = gone.texts[field] }
    let all = Array(contacts.values) + Array(removedContacts.values)
    merge.contacts = Set(all.filter { $0.customer == old }.map(\.id))
    let party = Party(customer: old)
    merge.documents = Set(documents.values.filter { $0.party == party }.map(\.id))
    merge.tasks = Set(tasks.values.filter { $0.party == party }.map(\.id))
    for id in merge.contacts { move(id, to: new) }
    for id in merge.documents { move(id, to: left.party) }
    for id in merge.tasks { move(id, to: left.party) }
    customers[old] = with(gone, archived: true, into: new)
    customers[new] = left
    customerMerges[old] = merge
    try note(Entry(kind: .customerMerged, party: gone.party), by: actor)
    return left
  }

  mutating func merge(
    _ old: ContactID, into new: ContactID, by actor: PersonID?
  ) throws -> Contact {
    guard var left = contacts[try survivor(new)], let gone = anyContact(old) else {
      throw ModelRefusal()
    }
    if gone.mergedInto != nil {
      guard try survivor(old) == left.id else { throw ModelRefusal() }
      return left
    }
    if gone.removed || old == left.id || gone.customer != left.customer { throw ModelRefusal() }
    var merge = Merge()
    merge.filled = left.texts.fillable(from: gone.texts)
    for field in merge.filled { left.texts[field] = gone.texts[field] }
    merge.documents = Set(documents.values.filter { $0.party.contact == old }.map(\.id))
    merge.tasks = Set(tasks.values.filter { $0.party.contact == old }.map(\.id))
    follow(old, to: left.party)
    put(with(gone, removed: true, into: left.id))
    put(left)
    contactMerges[old] = merge
    try note(Entry(kind: .contactMerged, party: gone.party), by: actor)
    return left
  }

  mutating func restore(_ id: CustomerID, by actor: PersonID?) throws -> Customer {
    guard let old = customers[id] else { throw ModelRefusal() }
    if !old.archived { return old }
    var new = with(old, archived: false, into: nil)
    if old.mergedInto != nil {
      var way: [CustomerID] = []
      while let next = customers[way.last ?? id]?.mergedInto { way.append(next) }
      let merges = ([id] + way.dropLast()).compactMap { customerMerges[$0] }
      let last = Party(customer: way.last ?? id)
      for contact in Merge.common(merges, \.contacts)
      where anyContact(contact)?.customer == last.customer { move(contact, to: id) }
      for row in Merge.common(merges, \.documents) where documents[row]?.party == last {
        move(row, to: old.party)
      }
      for row in Merge.common(merges, \.tasks) where tasks[row]?.party == last {
        move(row, to: old.party)
      }
      for (field, ids) in Merge.filled(merges, way) {
        for id in ids where customers[id]?.texts[field] == old.texts[field] {
          customers[id]?.texts[field] = nil
        }
      }
      new = with(new, archived: merges[0].wasAway, into: nil)
      customerMerges[id] = nil
    }
    let isTaken = customers.values.contains {
      $0.id != id && $0.mergedInto == nil && $0.externalID == old.externalID
    }
    if isTaken { new.texts[.externalID] = nil }
    customers[id] = new
    try note(Entry(kind: .customerRestored, party: old.party), by: actor)
    return new
  }

  mutating func restore(_ id: ContactID, by actor: PersonID?) throws -> Contact {
    guard let old = anyContact(id) else { throw ModelRefusal() }
    if !old.removed { return old }
    var new = with(old, removed: false, into: nil)
    if old.mergedInto != nil {
      var way: [ContactID] = []
      while let next = anyContact(way.last ?? id)?.mergedInto { way.append(next) }
      let merges = ([id] + way.dropLast()).compactMap { contactMerges[$0] }
      let last = way.last ?? id
      for row in Merge.common(merges, \.documents) where documents[row]?.party.contact == last {
        move(row, to: old.party)
      }
      for row in Merge.common(merges, \.tasks) where tasks[row]?.party.contact == last {
        move(row, to: old.party)
      }
      for (field, ids) in Merge.filled(merges, way) {
        for id in ids {
          guard var contact = anyContact(id), contact.texts[field] == old.texts[field] else {
            continue
          }
          contact.texts[field] = nil
          put(contact)
        }
      }
      contactMerges[id] = nil
    }
    let isTaken = contacts.values.contains { $0.externalID == old.externalID }
    if isTaken { new.texts[.externalID] = nil }
    put(new)
    try note(Entry(kind: .contactRestored, party: old.party), by: actor)
    return new
  }
}

extension RecordsModel.Merge {
  /// The rows that all of the merges took along.
  static func common<ID>(
    _ merges: [RecordsModel.Merge], _ rows: (RecordsModel.Merge) -> Set<ID>
  ) -> Set<ID> {
    merges.dropFirst().reduce(merges.first.map(rows) ?? []) { $0.intersection(rows($1)) }
  }

  /// The fields that the first merge filled in, each with the records that got the text one from
  /// the other.
  static func filled<ID>(
    _ merges: [RecordsModel.Merge], _ way: [ID]
  ) -> [(field: RecordField, ids: [ID])] {
    (merges.first?.filled ?? []).map { field in
      let others = merges.prefix { $0.filled.contains(field) }.count
      return (field, Array(way.prefix(others)))
    }
  }
}
