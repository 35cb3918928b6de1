import Foundation
import Records

@testable import Store

/// Random verbs that merge customers and contacts, and bring them back.
extension ModelDesk {
  mutating func mergeCustomer() async throws {
    let (old, new) = (id(of: model.customers.keys), id(of: model.customers.keys))
    let (actor, scope) = (actor(), scope)
    try await compare("merge \(old) into \(new) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0)
        .mergeCustomer(old, into: new)
    } _: {
      try $0.merge(old, into: new, by: actor)
    }
  }

  mutating func restoreCustomer() async throws {
    let (id, actor, scope) = (id(of: model.customers.keys), actor(), scope)
    try await compare("restore \(id) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).restoreCustomer(id)
    } _: {
      try $0.restore(id, by: actor)
    }
  }

  /// Mostly contacts of one customer.
  mutating func mergeContact() async throws {
    let old = anyContact()
    let customer = model.contacts[old]?.customer
    let others = model.contacts.values.filter { $0.customer == customer }.map(\.id)
    let new = random.once(in: 4) ? anyContact() : id(of: others)
    let (actor, scope) = (actor(), scope)
    try await compare("merge \(old) into \(new) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0)
        .mergeContact(old, into: new)
    } _: {
      try $0.merge(old, into: new, by: actor)
    }
  }

  mutating func restoreContact() async throws {
    let id = model.removedContacts.isEmpty ? anyContact() : id(of: model.removedContacts.keys)
    let (actor, scope) = (actor(), scope)
    try await compare("restore \(id) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).restoreContact(id)
    } _: {
      try $0.restore(id, by: actor)
    }
  }
}
