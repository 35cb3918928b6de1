import Foundation
import Records
import Store

/// The searches that people and pages make.
enum LogSearchKind: String, CaseIterable {
  case newest = "newest 50 of the company"
  case customer = "newest 50 of a customer"
  case contact = "newest 50 of a contact"
  case kindAndMonth = "one kind in one month"
  case commonWord = "a common word"
  case rareWord = "a rare word"
  case absentWord = "a word that is nowhere"
  case numberPart = "three digits of a number"
  case shortWord = "a word of one or two characters"
  case threeCommon = "three common words"
  case threeMixed = "two common words and a rare one"
  case threeAbsent = "three words that never meet"
  case customerAndWord = "a common word of a customer"
  case wordInMonth = "a common word in one month"

  private static let rounds = 300

  /// The times of pages for the company of that number.
  func times(_ store: Store, _ world: LogWorld, _ company: Int) async throws -> Times {
    var random = SplitMix(seed: 3)
    let log = store.company(world.companies[company]).log
    var times = Times()
    // The first ones warm the cache.
    for round in -20..<Self.rounds {
      let query = query(world, company, &random)
      if round < 0 {
        _ = try await log.search(query)
      } else {
        try await times.measure { _ = try await log.search(query) }
      }
    }
    return times
  }

  private func query(
    _ world: LogWorld, _ company: Int, _ random: inout SplitMix
  ) -> LogQuery {
    func common() -> String { LogGenerator.common[Int(random.next() % 10)] }
    func rare() -> String { LogGenerator.word(5_000 + Int(random.next() % 15_000)) }
    let customer = world.customer(Int(random.next() % 100), of: company)
    let month = LogGenerator.start.addingTimeInterval(Double(random.next() % 35) * 30 * 86_400)
    var query = LogQuery()
    switch self {
    case .newest: break
    case .customer: query.customer = .id(CustomerID(rawValue: customer))
    case .contact: query.contact = .id(ContactID(rawValue: customer))
    case .kindAndMonth: query.kinds = [.payment]
    case .commonWord, .wordInMonth: query.text = common()
    case .rareWord: query.text = rare()
    case .absentWord: query.text = LogGenerator.absent
    case .numberPart: query.text = "\(100 + random.next() % 900)"
    case .shortWord: query.text = ["as", "ko", "qx", "42", "uo", "9"].randomElement(using: &random)
    case .threeCommon: query.text = "\(common()) \(common()) \(common())"
    case .threeMixed: query.text = "\(common()) \(rare()) \(common())"
    case .threeAbsent: query.text = "\(rare()) \(rare()) \(rare())"
    case .customerAndWord:
      (query.customer, query.text) = (.id(CustomerID(rawValue: customer)), common())
    }
    if self == .kindAndMonth || self == .wordInMonth {
      (query.from, query.until) = (month, month.addingTimeInterval(30 * 86_400))
    }
    return query
  }
}
