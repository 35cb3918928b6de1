import Foundation
import Records

@testable import Store

/// Random verbs on tasks, documents and events.
extension ModelDesk {
  mutating func addTask() async throws {
    let (actor, scope, today) = (actor(), scope, model.today)
    let party = party()
    let new = NewTask(
      person: personEmail(), description: name(), date: date(), group: knownPath(),
      customer: party.customer, contact: party.contact, every: every(),
      staysOpen: random.once(in: 2))
    try await compare("add \(new) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).addTask(
        new, today: today)
    } _: {
      try $0.add(new, by: actor)
    }
  }

  mutating func editTask() async throws {
    let (id, actor, scope) = (id(of: model.tasks.keys), actor(), scope)
    var change = TaskChange()
    change.person = Edit(ifGiven: random.once(in: 3) ? personEmail() : nil)
    change.description = Edit(ifGiven: random.once(in: 3) ? name() : nil)
    change.date = Edit(ifGiven: random.once(in: 3) ? date() : nil)
    change.group = random.once(in: 3) ? .set(knownPath()) : .keep
    change.party = partyChange()
    if random.once(in: 6) { change.every = .set(every()) }
    let asked = change
    try await compare("edit \(id) \(change) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).editTask(id, asked)
    } _: {
      try $0.edit(id, asked, by: actor)
    }
  }

  mutating func endTask() async throws {
    let (id, actor, scope) = (id(of: model.tasks.keys), actor(), scope)
    if random.once(in: 2) {
      return try await compare("finish \(id) by \(actor as Any)") {
        try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).finishTask(id)
      } _: {
        try $0.end(id, as: .done, by: actor)
      }
    }
    if random.once(in: 3) {
      return try await compare("reopen \(id) by \(actor as Any)") {
        try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).reopenTask(id)
      } _: {
        try $0.reopen(id, by: actor)
      }
    }
    try await compare("cancel \(id) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).cancelTask(id)
    } _: {
      try $0.end(id, as: .cancelled, by: actor)
    }
  }

  mutating func addDocument() async throws {
    let (actor, scope, party) = (actor(), scope, party())
    let new = NewDocument(
      fileName: random.pick(["lasku.pdf", "Sopimus Ä.pdf"]), mediaType: "application/pdf",
      customer: party.customer, contact: party.contact, title: random.once(in: 2) ? name() : nil,
      date: random.once(in: 2) ? date() : nil, group: knownPath())
    let blob = try fixture.blob(random.pick(["a", "b", "c", "d"]))
    let moment = moment + 1
    try await compare("add \(new) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).addDocument(
        new, blob: blob)
    } _: {
      try $0.add(new, blob, at: moment, by: actor)
    }
  }

  mutating func assignDocument() async throws {
    let (id, change, actor, scope) = (
      id(of: model.documents.keys), partyChange(), actor(), scope
    )
    try await compare("assign \(id) \(change) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).assign(id, change)
    } _: {
      try $0.assign(id, change, by: actor)
    }
  }

  mutating func changeDocument() async throws {
    let (id, actor, scope) = (id(of: model.documents.keys), actor(), scope)
    if random.once(in: 2) { return try await moveDocument() }
    if random.once(in: 3) {
      return try await compare("archive \(id) by \(actor as Any)") {
        try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).archive(id)
      } _: {
        try $0.archive(id, by: actor)
      }
    }
    var change = DocumentChange()
    change.title = random.once(in: 2) ? .set(random.once(in: 2) ? name() : nil) : .keep
    change.date = random.once(in: 2) ? .set(random.once(in: 2) ? date() : nil) : .keep
    change.group = random.once(in: 2) ? .set(knownPath()) : .keep
    let asked = change
    try await compare("edit \(id) \(change) by \(actor as Any)") {
      try await scope.acting(as: actor.map(Actor.person) ?? .operator, at: $0).editDocument(
        id, asked)
    } _: {
      try $0.edit(id, asked, by: actor)
    }
  }

  private mutating func moveDocument() async throws {
    let (id, actor, scope) = (id(of: model.documents.keys), actor(), scope)
    let acting = { (now: Date) in
      scope.acting(as: actor.map(Actor.person) ?? .operator, at: now)
    }
    switch random.pick([0, 1, 1, 2, 2]) {
    case 0:
      try await compare("remove \(id) by \(actor as Any)") {
        try await acting($0).removeDocument(id)
      } _: {
        try $0.remove(id, by: actor)
      }
    case 1:
      try await compare("restore \(id) by \(actor as Any)") {
        try await acting($0).restoreDocument(id)
      } _: {
        try $0.restore(id, by: actor)
      }
    default:
      try await compare("return \(id) by \(actor as Any)") {
        try await acting($0).returnDocument(id)
      } _: {
        try $0.return(id, by: actor)
      }
    }
  }

  /// The same event comes again now and then, and another one under its external id.
  mutating func recordEvent() async throws {
    var event = RecordedEvent(kind: random.pick(RecordedEvent.kinds))
    let party = party()
    event.customer = party.customer.map(Reference.id)
    event.contact = party.contact.map(Reference.id)
    event.person = random.once(in: 3) ? personEmail() : nil
    event.text = random.once(in: 3) ? nil : name()
    event.money = random.once(in: 2) ? try Money(amount: random.pick(["12.5", "-3"])) : nil
    event.externalID = random.once(in: 2) ? random.pick(["S-1", "S-2", "S-3", "S-4"]) : nil
    if random.once(in: 4) {
      let numbers = [1, Int64(model.log.count), Int64(model.log.count) + 1, 0]
      event.corrects = LogNumber(rawValue: random.pick(numbers))
    }
    if let repeated, random.once(in: 3) { event = repeated }
    repeated = event
    let (asked, log) = (event, scope.log)
    try await compare("record \(event)") { now in
      let outcome = try await log.record(asked, now: now)
      return RecordedPlace(place: Int(outcome.entry.number.rawValue) - 1, isNew: outcome.isNew)
    } _: {
      let (place, isNew) = try $0.record(asked)
      return RecordedPlace(place: place, isNew: isNew)
    }
  }
}

private struct RecordedPlace: Equatable {
  let place: Int
  let isNew: Bool
}
