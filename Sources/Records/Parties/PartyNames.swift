/// The names of customers and contacts, for people who are shown their ids.
package struct PartyNames: Sendable {
  package var customers: [CustomerID: String] = [:]
  package var contacts: [ContactID: String] = [:]

  package init() {}
}
