import Records
import Testing

@testable import Store

/// The ways in which customers and contacts are named.
@Suite struct ReferenceTests {
  private let fixture: StoreFixture
  private let scope: CompanyScope
  private let company: ActingCompany
  private let virtanen: Customer
  private let other: Customer

  init() async throws {
    fixture = try await StoreFixture()
    scope = try await fixture.company()
    company = scope.acting(as: .operator, at: now)
    virtanen = try await company.addCustomer(
      NewCustomer(name: "Äijälä Oy", email: "Posti@x.example", externalID: "A-1"))
    other = try await company.addCustomer(NewCustomer(name: "Aijala Oy"))
  }

  @Test(arguments: [
    ("12", Reference<CustomerID>.id(CustomerID(rawValue: 12))), ("ext:A-1", .externalID("A-1")),
    (" ext: A 1 ", .externalID("A 1")), ("Virtanen Oy", .name("Virtanen Oy")),
    ("12 Oy", .name("12 Oy")),
  ])
  func `a text is an id, another system's name, or a name`(
    text: String, reference: Reference<CustomerID>
  ) {
    #expect(Reference(text) == reference)
    #expect(Reference<CustomerID>(" ") == nil)
  }

  @Test func `a name is compared without case, and letter by letter`() async throws {
    for name in ["äijälä oy", "ÄIJÄLÄ OY", "Äijälä Oy"] {
      #expect(try await scope.customer(Reference.name(name)) == virtanen)
    }
    #expect(try await scope.customer(Reference.name("aijala oy")) == other)
    #expect(try await scope.customer(Reference.externalID("A-1")) == virtanen)
    for unknown in [Reference<CustomerID>.name("Äijälä"), .externalID("A-2")] {
      let error = await #expect(throws: StoreError.self) {
        _ = try await scope.customer(unknown)
      }
      #expect(error?.kind == .notFound && error?.refusal?.code == .notFound)
    }
  }

  @Test func `a name that several have is ambiguous, and archived ones don't count`()
    async throws
  {
    let twin = try await company.add(NewCustomer(name: "äijälä OY"))
    #expect(twin.similar == [virtanen.id])
    let error = await #expect(throws: StoreError.self) {
      _ = try await company.editCustomer(Reference.name("Äijälä oy"), CustomerChange())
    }
    #expect(error?.refusal?.code == .ambiguous)
    #expect(
      error?.refusal?.fault == .name(.shared([virtanen.id.rawValue, twin.record.id.rawValue])))
    _ = try await company.archiveCustomer(virtanen.id)
    let found = try await company.editCustomer(Reference.name("Äijälä oy"), CustomerChange())
    #expect(found == twin.record)
  }

  @Test func `of contacts of one name the customer's is meant`() async throws {
    let first = try await company.addContact(NewContact(name: "Maija"), to: virtanen.id)
    let second = try await company.add(NewContact(name: "maija"), to: other.id)
    #expect(second.similar == [first.id])
    let id = scope.id
    func party(_ customer: CustomerID?) async throws -> Party {
      try await scope.engine.read { transaction in
        try Party.resolved(
          customer: customer.map(Reference.id), contact: .name("MAIJA"), of: id, in: transaction)
      }
    }
    #expect(try await party(virtanen.id) == first.party)
    #expect(try await party(other.id) == second.record.party)
    let error = await #expect(throws: StoreError.self) { _ = try await party(nil) }
    #expect(error?.refusal?.code == .ambiguous && error?.refusal?.field == .contact)
  }

  @Test func `what is like a new customer is told, by name, address or business id`()
    async throws
  {
    let byAddress = try await company.add(NewCustomer(name: "B", email: "posti@X.example"))
    #expect(byAddress.similar == [virtanen.id])
    let third = try await company.add(NewCustomer(name: "C", businessID: "1234567-1"))
    let fourth = try await company.add(NewCustomer(name: "c", businessID: "1234567-1"))
    #expect(third.similar == [] && fourth.similar == [third.record.id])
    let taken = await #expect(throws: StoreError.self) {
      _ = try await company.add(NewCustomer(name: "D", externalID: "A-1"))
    }
    #expect(taken?.refusal?.code == .conflict)
  }

  @Test func `an event is known again by whatever name its customer comes with`() async throws {
    var event = RecordedEvent(kind: .invoice)
    event.money = try Money(amount: "12.50")
    event.externalID = "S-1"
    event.customer = .id(virtanen.id)
    let first = try await scope.log.record(event, now: now)
    event.customer = .externalID("A-1")
    #expect(try await !scope.log.record(event, now: now).isNew)
    _ = try await company.mergeCustomer(virtanen.id, into: other.id)
    #expect(try await !scope.log.record(event, now: now).isNew)
    event.externalID = "S-2"
    let later = try await scope.log.record(event, now: now).entry
    #expect(first.entry.party == Party(customer: virtanen.id))
    #expect(later.party == Party(customer: other.id))
  }
}
