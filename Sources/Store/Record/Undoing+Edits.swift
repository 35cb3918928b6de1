import Platform
import Records

/// Edits, which are taken back while the record is as they left it.
extension Undoing {
  func takeBack() throws {
    let edit = try KeptEdit.find(entry.number, of: change.company, in: change.transaction)
    guard let edit else { throw refusal(.notUndoable) }
    guard try isLeft(by: edit) else { throw refusal(.changedSince) }
    switch edit {
    case .person, .company: break
    default: try change.requireSwitchedOn()
    }
    change.begin(undoing: entry.number)
    switch edit {
    case .document(let back, _):
      _ = try DocumentWriting(change: change).edit(recorded(entry.document), back)
    case .task(let back, _): _ = try tasks.edit(recorded(entry.task), back)
    case .customer(let back, _):
      let customer = try customer
      try customer.replace(with: customer.checked(back, change), change)
    case .contact(let back, _, let former, _):
      let contact = try contact
      var edited = try contact.checked(back, change)
      let reference = Reference.id(former)
      edited.customer = try reference.resolved(of: change.company, in: change.transaction)
      try contact.replace(with: edited, change)
    case .person(let back, _): _ = try acting.edit(recorded(meant), back, change)
    case .company(let back, _): _ = try acting.edit(back, change)
    case .group(let id, let edit): try takeBack(edit, of: id)
    }
  }

  /// Values that no longer hold, as of a group or a person that has gone, are none that the edit
  /// left.
  private func isLeft(by edit: KeptEdit) throws -> Bool {
    do {
      switch edit {
      case .document(_, let forth):
        return try DocumentWriting(change: change).isLeft(recorded(entry.document), by: forth)
      case .task(_, let forth): return try tasks.isLeft(recorded(entry.task), by: forth)
      case .customer(_, let forth):
        let customer = try customer
        return try customer.checked(forth, change) == customer
      case .contact(_, let forth, _, let now):
        let contact = try contact
        return try contact.checked(forth, change) == contact && contact.customer == now
      case .person(_, let forth):
        let person = try Person.present(
          recorded(meant), of: change.company, in: change.transaction)
        return try person.edited(forth) == person
      case .company(_, let forth):
        let company = try Company.required(change.company, in: change.transaction)
        return try company.edited(forth, knowsZone: ZoneDirectory.system.knows) == company
      case .group(let id, let edit): return try isLeft(id, by: edit)
      }
    } catch is Refusal {
      return false
    }
  }

  private func isLeft(_ id: GroupID, by edit: KeptEdit.GroupEdit) throws -> Bool {
    let group = try GroupTree(of: change.company, in: change.transaction).required(id)
    return switch edit {
    case .added: true
    case .renamed(_, let name): group.name == name
    case .moved(_, let parent): group.parent == parent
    case .kept(_, let years): group.keepYears == years
    }
  }

  private func takeBack(_ edit: KeptEdit.GroupEdit, of id: GroupID) throws {
    switch edit {
    case .added: _ = try ActingCompany.remove(id, change)
    case .renamed(let name, _): _ = try ActingCompany.rename(id, to: GroupName(name), change)
    case .moved(let parent, _): _ = try ActingCompany.move(id, below: parent, change)
    case .kept(let years, _):
      _ = try ActingCompany.keepDocuments(of: id, years: .set(years), change)
    }
  }

  private var tasks: TaskWriting {
    get throws { TaskWriting(change: change, planning: try acting.planning(change)) }
  }

  private var customer: Customer {
    get throws {
      try .required(recorded(entry.party.customer), of: change.company, in: change.transaction)
    }
  }

  private var contact: Contact {
    get throws {
      try .required(recorded(entry.party.contact), of: change.company, in: change.transaction)
    }
  }

  /// The record that the entry names.
  private func recorded<ID>(_ id: ID?) throws(Refusal) -> ID {
    guard let id else { throw refusal(.notUndoable) }
    return id
  }
}
