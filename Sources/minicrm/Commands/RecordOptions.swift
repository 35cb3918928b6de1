import ArgumentParser
import Records

/// Whom a document or a task concerns.
struct PartyOptions: ParsableArguments {
  @Option(help: "The customer's id, ext: and its external id, or its name; \"\" is none.")
  var customer: OptionalReference<CustomerID>?
  @Option(
    help: """
      The contact, who brings the customer, by id, ext: and external id, or name; \"\" is none.
      """)
  var contact: OptionalReference<ContactID>?

  var change: PartyChange {
    var change = PartyChange()
    change.customer = Edit(ifGiven: customer.map(\.reference))
    change.contact = Edit(ifGiven: contact.map(\.reference))
    return change
  }
}

/// Whom the rows of a list concern.
struct PartyFilterOptions: ParsableArguments {
  @Option(help: "Only this customer's, by id, ext: and external id, or name.")
  var customer: Reference<CustomerID>?
  @Option(help: "Only this contact's, by id, ext: and external id, or name.")
  var contact: Reference<ContactID>?

  var isEmpty: Bool { customer == nil && contact == nil }
}

extension Reference: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

/// A reference as an argument; "" stands for none.
struct OptionalReference<ID: OwnedIdentifier>: ExpressibleByArgument {
  let reference: Reference<ID>?

  init?(argument: String) {
    reference = Reference(argument)
    if reference == nil, !argument.isEmpty { return nil }
  }
}

/// A day as an argument; "" stands for none.
struct OptionalDate: ExpressibleByArgument {
  let date: CivilDate?

  init?(argument: String) {
    date = CivilDate(written: argument)
    if date == nil, !argument.isEmpty { return nil }
  }
}
