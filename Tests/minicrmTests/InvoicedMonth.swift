import Foundation
import TestKit

/// A month of an invoicing system: what it tells of, the same for a seed, and where each event has
/// to be found. Customers are numbered from 1, and have a contact of the same number each.
struct InvoicedMonth: CustomStringConvertible {
  /// One invoice, or one payment of an invoice, with the line that tells of it.
  struct Event {
    let kind: String
    let externalID: String
    let customer: Int
    let amount: String
    let line: String

    /// Its name among all events: an invoice and its payment have one external id.
    var key: String { "\(kind) \(externalID)" }
  }

  let customers: Int
  private var random: SeededGenerator
  private var events = 0
  private var lastInvoice: Event?
  private var mergedInto: [Int: Int] = [:]
  /// The customer that each recorded event stands at, by the event's key.
  private(set) var places: [String: Int] = [:]

  init(customers: Int, random: SeededGenerator) {
    (self.customers, self.random) = (customers, random)
  }

  /// The words that ask for the same month again.
  var description: String { random.description }

  static func customer(_ number: Int) -> String { "K-\(number)" }
  static func contact(_ number: Int) -> String { "Y-\(number)" }

  var customerTable: String {
    let rows = (1...customers).map { "Asiakas \($0) Oy;laskut@asiakas\($0).example;K-\($0)" }
    return (["Nimi;Sähköposti;Ulkoinen tunnus"] + rows).joined(separator: "\r\n") + "\r\n"
  }

  var contactTable: String {
    let rows = (1...customers).map { "K-\($0);Maija \($0);Y-\($0)" }
    return (["customerExternalID;name;externalID"] + rows).joined(separator: "\n") + "\n"
  }

  /// The next events: invoices, each with its payment behind it.
  mutating func next(_ count: Int) -> [Event] {
    var next: [Event] = []
    for _ in 0..<count {
      events += 1
      if let invoice = lastInvoice {
        next.append(payment(of: invoice))
        lastInvoice = nil
      } else {
        let invoice = self.invoice()
        next.append(invoice)
        lastInvoice = invoice
      }
    }
    return next
  }

  private mutating func invoice() -> Event {
    let customer = Int.random(in: 1...customers, using: &random)
    let cents = Int.random(in: 100...999_999, using: &random)
    let decimals = cents % 100 < 10 ? "0\(cents % 100)" : "\(cents % 100)"
    return event("invoice", "2026-\(events)", customer, "\(cents / 100).\(decimals)")
  }

  private mutating func payment(of invoice: Event) -> Event {
    event("payment", invoice.externalID, invoice.customer, invoice.amount)
  }

  /// An invoice that takes another back, whose entry has that id.
  mutating func correction(of invoice: Event, entry: Int) -> Event {
    event(
      "invoice", "\(invoice.externalID)-H", invoice.customer, "-" + invoice.amount,
      #","corrects":\#(entry)"#)
  }

  private mutating func event(
    _ kind: String, _ externalID: String, _ customer: Int, _ amount: String, _ more: String = ""
  ) -> Event {
    let day = Int.random(in: 10...28, using: &random)
    let party =
      switch Int.random(in: 0..<3, using: &random) {
      case 0: #""customer":\#(customer)"#
      case 1: #""customerExternalID":"\#(Self.customer(customer))""#
      default: #""contactExternalID":"\#(Self.contact(customer))""#
      }
    let line = """
      {"kind":"\(kind)","at":"2026-01-\(day)","amount":"\(amount)","reference":"1232",\
      "externalID":"\(externalID)",\(party)\(more)}
      """
    return Event(
      kind: kind, externalID: externalID, customer: customer, amount: amount, line: line)
  }

  mutating func record(_ events: [Event]) {
    for event in events where places[event.key] == nil {
      places[event.key] = survivor(of: event.customer)
    }
  }

  mutating func merge(_ old: Int, into new: Int) { mergedInto[old] = new }

  mutating func takeBack(_ old: Int) { mergedInto[old] = nil }

  /// The customer that a customer is by now.
  func survivor(of customer: Int) -> Int {
    var last = customer
    while let next = mergedInto[last] { last = next }
    return last
  }

  /// The events that a search by a customer finds.
  func found(by customer: Int) -> Set<String> {
    let wanted = survivor(of: customer)
    return Set(places.filter { survivor(of: $0.value) == wanted }.keys)
  }
}
