import Foundation
import Records

@testable import Store

/// One random verb each, valid or not.
extension ModelDesk {
  mutating func anyVerb() async throws {
    switch Int.random(in: 0..<28, using: &random) {
    case 0, 1: try await addCustomer()
    case 2: try await editCustomer()
    case 3: try await archiveCustomer()
    case 4, 5: try await addContact()
    case 6: try await editContact()
    case 7: try await removeContact()
    case 8, 9: try await addGroup()
    case 10: try await renameGroup()
    case 11: try await moveGroup()
    case 12, 13: try await addTask()
    case 14, 15: try await editTask()
    case 16: try await endTask()
    case 17, 18: try await addDocument()
    case 19: try await assignDocument()
    case 20: try await changeDocument()
    case 21: try await addPerson()
    case 22: try await changePerson()
    case 23: try await mergeCustomer()
    case 24: try await mergeContact()
    case 25: try await restoreCustomer()
    case 26: try await restoreContact()
    default: try await recordEvent()
    }
  }

  private mutating func addCustomer() async throws {
    let actor = actor()
    let new = NewCustomer(
      name: name(), businessID: businessID(), email: email(), phone: phone(),
      externalID: externalID())
    let scope = scope
    try await compare("add \(new) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).addCustomer(new)
    } _: {
      try $0.add(new, by: actor)
    }
  }

  private mutating func editCustomer() async throws {
    let (id, actor, scope) = (id(of: model.customers.keys), actor(), scope)
    var change = CustomerChange()
    change[.name] = Edit(ifGiven: random.once(in: 2) ? name() : nil)
    change[.businessID] = Edit(ifGiven: random.once(in: 3) ? businessID() : nil)
    change[.phone] = Edit(ifGiven: random.once(in: 2) ? phone() : nil)
    change[.externalID] = Edit(ifGiven: random.once(in: 6) ? externalID() : nil)
    let asked = change
    try await compare("edit \(id) \(change) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).editCustomer(
        id, asked)
    } _: {
      try $0.edit(id, asked, by: actor)
    }
  }

  private mutating func archiveCustomer() async throws {
    let (id, actor, scope) = (id(of: model.customers.keys), actor(), scope)
    try await compare("archive \(id) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).archiveCustomer(id)
    } _: {
      try $0.archive(id, by: actor)
    }
  }

  private mutating func addContact() async throws {
    let (customer, actor, scope) = (id(of: model.customers.keys), actor(), scope)
    let new = NewContact(
      name: name(), role: role(), email: email(), phone: phone(), externalID: externalID())
    try await compare("add \(new) to \(customer) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).addContact(
        new, to: customer)
    } _: {
      try $0.add(new, to: customer, by: actor)
    }
  }

  private mutating func editContact() async throws {
    let (id, actor, scope) = (anyContact(), actor(), scope)
    var change = ContactChange()
    change[.name] = Edit(ifGiven: random.once(in: 2) ? name() : nil)
    change[.role] = Edit(ifGiven: random.once(in: 2) ? role() : nil)
    change[.email] = Edit(ifGiven: random.once(in: 3) ? email() : nil)
    change[.externalID] = Edit(ifGiven: random.once(in: 6) ? externalID() : nil)
    let asked = change
    let customer = random.once(in: 3) ? self.id(of: model.customers.keys) : nil
    try await compare("edit \(id) \(change) \(customer as Any) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).editContact(
        id, asked, to: customer.map(Reference.id))
    } _: {
      try $0.edit(id, asked, to: customer, by: actor)
    }
  }

  private mutating func removeContact() async throws {
    let (id, actor, scope) = (anyContact(), actor(), scope)
    try await compare("remove \(id) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).removeContact(id)
    } _: {
      try $0.remove(id, by: actor)
    }
  }

  private mutating func addGroup() async throws {
    let (path, actor, scope) = (newPath(), actor(), scope)
    try await compare("add group \(path) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).addGroup(path: path)
    } _: {
      try $0.addGroup(path: path, by: actor)
    }
  }

  private mutating func renameGroup() async throws {
    let (id, name, actor, scope) = (id(of: model.groups.keys), newPath(), actor(), scope)
    try await compare("rename \(id) to \(name) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0)
        .renameGroup(id, to: name)
    } _: {
      try $0.rename(id, to: name, by: actor)
    }
  }

  private mutating func moveGroup() async throws {
    let (id, actor, scope) = (id(of: model.groups.keys), actor(), scope)
    if random.once(in: 3) {
      return try await compare("remove group \(id) by \(actor as Any)") {
        try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).removeGroup(id)
      } _: {
        try $0.remove(id, by: actor)
      }
    }
    let parent = random.once(in: 4) ? nil : self.id(of: model.groups.keys)
    try await compare("move \(id) below \(parent as Any) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0)
        .moveGroup(id, below: parent)
    } _: {
      try $0.move(id, below: parent, by: actor)
    }
  }

  private mutating func addPerson() async throws {
    let actor = actor()
    let new = NewPerson(
      name: name(), email: personEmail(), language: random.maybe { $0.pick([.swedish, .english]) })
    let scope = scope
    try await compare("add \(new) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).addPerson(new)
    } _: {
      try $0.add(new, by: actor)
    }
  }

  private mutating func changePerson() async throws {
    let (id, actor, scope) = (id(of: model.persons.keys), actor(), scope)
    if random.once(in: 4) {
      // Which reminders wait is the plan's to know; here, that each task's is told of.
      let reminded = try fixture.tasksWithWaitingReminders(for: id)
      return try await compare("remove \(id) by \(actor as Any)") {
        try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).removePerson(id)
      } _: {
        try $0.remove(id, reminded: reminded, by: actor)
      }
    }
    if random.once(in: 3) {
      return try await compare("restore \(id) by \(actor as Any)") {
        try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).restorePerson(id)
      } _: {
        try $0.restore(id, by: actor)
      }
    }
    var change = PersonChange()
    change.name = Edit(ifGiven: random.once(in: 2) ? name() : nil)
    change.email = Edit(ifGiven: random.once(in: 2) ? personEmail() : nil)
    let asked = change
    try await compare("edit \(id) \(change) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).editPerson(id, asked)
    } _: {
      try $0.edit(id, asked, by: actor)
    }
  }
}
