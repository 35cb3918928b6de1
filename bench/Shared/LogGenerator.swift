import Foundation
import Records
import Store

/// Log entries with Finnish text, the same ones each time: companies, customers, words and kinds
/// skewed as in life (the n-th most frequent about 1/n as often as the first), three years of
/// time, one entry in twenty recorded late.
struct LogGenerator {
  static let start = Date(timeIntervalSince1970: 1_700_000_000)
  static let end = start.addingTimeInterval(3 * 365 * 86_400)
  /// Words that stand in a third of all places: a company's own jargon.
  static let common = [
    "lasku", "suoritus", "maksettu", "tarjous", "tilaus", "asiakas", "muistutus", "euroa",
    "dokumentti", "sopimus",
  ]
  /// In no entry, though all of its parts are in many.
  static let absent = "laskutuomio"

  private static let stems = [
    "asen", "huol", "kok", "toim", "valm", "kor", "suun", "hank", "kulj", "raken", "vuok", "sähk",
    "lämm", "ilm", "keit", "pesu", "lukk", "mit", "tark", "myyn", "osto", "varas", "lait", "työ",
  ]
  private static let middles = ["nus", "to", "it", "tele", "ma", "lä", "ntä", "vo", "ri", "ksi"]
  private static let endings = [
    "", "n", "a", "ssa", "sta", "lle", "ksi", "ja", "jen", "mme", "nsa", "han", "kin", "en", "ä",
  ]
  private static let kinds: [LogKind] = [.invoice, .payment, .note]

  private var random: SplitMix
  private let world: LogWorld
  private let companyOdds = Odds(count: LogWorld.companyCount)
  private let customerOdds = Odds(count: LogWorld.customersPerCompany)
  private let wordOdds = Odds(count: 20_000)
  private let total: Int
  private var produced = 0

  /// For a log of `total` entries in the end.
  init(seed: UInt64, world: LogWorld, total: Int) {
    random = SplitMix(seed: seed)
    self.world = world
    self.total = total
  }

  /// The word of that rank: each rank its own.
  static func word(_ rank: Int) -> String {
    let stem = stems[rank % stems.count]
    let middle = middles[rank / stems.count % middles.count]
    let second = middles[rank / 240 % middles.count]
    let ending = endings[rank / 2_400 % endings.count]
    return stem + middle + second + ending
  }

  /// An event, and the number of the company that it happened at.
  mutating func next() -> (company: Int, event: RecordedEvent) {
    produced += 1
    let company = companyOdds.pick(&random)
    var event = RecordedEvent(kind: Self.kinds[Int(random.next() % 3)])
    if event.kind != .note { event.money = Money(storedAmount: "1250.50", currency: "EUR") }
    event.text = text()
    event.at = moment()
    let customer = world.customer(customerOdds.pick(&random), of: company)
    switch random.next() % 3 {
    case 0: break
    case 1: event.customer = .id(CustomerID(rawValue: customer))
    default: event.contact = .id(ContactID(rawValue: customer))
    }
    return (company, event)
  }

  private mutating func text() -> String {
    var words: [String] = []
    for _ in 0..<(6 + Int(random.next() % 8)) {
      words.append(
        random.next() % 3 == 0
          ? Self.common[Int(random.next() % 10)] : Self.word(wordOdds.pick(&random)))
    }
    words.append("\(10_000 + random.next() % 90_000)")
    return words.joined(separator: " ")
  }

  /// In the order of the entries, but for one in twenty.
  private mutating func moment() -> Date {
    let span = Self.end.timeIntervalSince(Self.start)
    let late = random.next() % 20 == 0
    let share = Double(produced) / Double(total)
    let place = late ? Double(random.next() % 1_000_000) / 1_000_000 : share
    return Self.start.addingTimeInterval(span * place)
  }
}

/// Zipf's law: the n-th of `count` has a weight of 1/n.
struct Odds {
  private let sums: [Double]

  init(count: Int) {
    var sum = 0.0
    sums = (1...count).map { number in
      sum += 1 / Double(number)
      return sum
    }
  }

  func pick(_ random: inout SplitMix) -> Int {
    let place = Double(random.next() >> 11) / Double(1 << 53) * (sums.last ?? 1)
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
