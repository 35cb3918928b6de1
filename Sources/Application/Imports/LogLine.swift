import Foundation
import Records

/// One line of a log import: a JSON object with the keys of the contract.
struct LogLine: Decodable {
  private let event: RecordedEvent
  /// As written; what it means depends on the company's zone.
  private let at: String?

  private enum Key: String, CodingKey, CaseIterable {
    case kind, at, customer, contact, person, amount, currency, reference, text, externalID
    case corrects, customerExternalID, contactExternalID
  }

  /// A key as it stands in the object.
  private struct AnyKey: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(_ line: Data) throws {
    do {
      self = try JSONDecoder().decode(LogLine.self, from: line)
    } catch let error as DecodingError {
      throw Self.refusal(error)
    }
    // The decoder takes one of them, without a word.
    if let key = try JSONKeys.repeated(in: line) { throw Refusal(.line(.repeatedKey(key))) }
  }

  /// The event with its moment; days and times without a zone are the company's.
  func event(_ days: CompanyDays) throws(Refusal) -> RecordedEvent {
    var event = event
    if let at { event.at = try days.moment(at) }
    return event
  }

  init(from decoder: any Decoder) throws {
    let present = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
    if let unknown = present.first(where: { Key(rawValue: $0) == nil }) {
      throw Refusal(.line(.unknownKey(unknown, known: Key.allCases.map(\.rawValue))))
    }
    let values = try decoder.container(keyedBy: Key.self)
    guard let name = try values.decodeIfPresent(String.self, forKey: .kind) else {
      throw Refusal(.kind, .line(.missing))
    }
    guard let kind = LogKind(rawValue: name), RecordedEvent.kinds.contains(kind) else {
      throw Refusal(.kind, name, .line(.notOneOf(RecordedEvent.kinds.map(\.rawValue))))
    }
    at = try values.decodeIfPresent(String.self, forKey: .at)
    var event = RecordedEvent(kind: kind)
    event.customer = try values.decodeIfPresent(Int64.self, forKey: .customer)
      .map { .id(CustomerID(rawValue: $0)) }
    event.contact = try values.decodeIfPresent(Int64.self, forKey: .contact)
      .map { .id(ContactID(rawValue: $0)) }
    event.person = try values.decodeIfPresent(String.self, forKey: .person)
    event.money = try Self.money(values)
    event.reference = try values.decodeIfPresent(String.self, forKey: .reference)
    event.text = try values.decodeIfPresent(String.self, forKey: .text)
    event.externalID = try values.decodeIfPresent(String.self, forKey: .externalID)
    event.customerExternalID = try values.decodeIfPresent(
      String.self, forKey: .customerExternalID)
    event.contactExternalID = try values.decodeIfPresent(String.self, forKey: .contactExternalID)
    event.corrects = try values.decodeIfPresent(Int64.self, forKey: .corrects)
      .map(LogNumber.init(rawValue:))
    self.event = event
  }

  /// The amount is a string, or a number as it is written: Decimal takes its digits one by one.
  private static func money(_ values: KeyedDecodingContainer<Key>) throws -> Money? {
    let currency = try values.decodeIfPresent(String.self, forKey: .currency)
    let amount = try amount(values)
    return try .optional(amount: amount, currency: currency)
  }

  private static func amount(_ values: KeyedDecodingContainer<Key>) throws -> String? {
    if let number = try? values.decode(Decimal.self, forKey: .amount) { return "\(number)" }
    return try values.decodeIfPresent(String.self, forKey: .amount)
  }

  private static func refusal(_ error: DecodingError) -> Refusal {
    let (context, fault): (DecodingError.Context, LineFault) =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context):
        (context, context.codingPath.isEmpty ? .notAnObject : .wrongType)
      case .dataCorrupted(let context), .keyNotFound(_, let context):
        (context, context.codingPath.isEmpty ? .notJSON : .unreadable)
      @unknown default: (.init(codingPath: [], debugDescription: ""), .notJSON)
      }
    let field = context.codingPath.first.flatMap { RecordField(rawValue: $0.stringValue) }
    return Refusal(of: nil, field, .line(fault))
  }
}
