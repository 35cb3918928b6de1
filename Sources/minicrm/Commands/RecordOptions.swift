import ArgumentParser
import Records

/// Whom a document or a task concerns.
struct PartyOptions: ParsableArguments {
  @Option(help: "The customer's id; \"\" is none.") var customer: OptionalID?
  @Option(help: "The contact's id, which brings its customer; \"\" is none.")
  var contact: OptionalID?

  var customerID: CustomerID? { customer?.id.map(CustomerID.init(rawValue:)) }
  var contactID: ContactID? { contact?.id.map(ContactID.init(rawValue:)) }

  var change: PartyChange {
    var change = PartyChange()
    change.customer = Edit(ifGiven: customer.map { _ in customerID })
    change.contact = Edit(ifGiven: contact.map { _ in contactID })
    return change
  }
}

/// Whom the rows of a list concern.
struct PartyFilterOptions: ParsableArguments {
  @Option(name: .customLong("customer"), help: "Only this customer's, by its id.")
  var customerNumber: Int64?
  @Option(name: .customLong("contact"), help: "Only this contact's, by its id.")
  var contactNumber: Int64?

  var isEmpty: Bool { customerNumber == nil && contactNumber == nil }
  var customer: CustomerID? { customerNumber.map(CustomerID.init(rawValue:)) }
  var contact: ContactID? { contactNumber.map(ContactID.init(rawValue:)) }
}

/// An id as an argument; "" stands for none.
struct OptionalID: ExpressibleByArgument {
  let id: Int64?

  init?(argument: String) {
    id = Int64(argument)
    if id == nil, !argument.isEmpty { return nil }
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
