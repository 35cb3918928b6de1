import Foundation
import Testing

@testable import Records

@Suite struct BusinessIDTests {
  /// One of each state, as companies have them; made up, but for their check digits.
  static let right = [
    "1234567-1", "FI60100337", "ATU69070293", "BE0110548722", "BE0546410698", "BG402515914",
    "CY04108161P", "CZ20139918", "DE255060842", "DK34839379", "EE106944879", "EL941297187",
    "ESA33712217", "FR71373726405", "HR03816346977", "HU23543957", "IE4719401L", "IT26753370761",
    "LT695519111", "LU07766860", "LV40250829796", "MT78867205", "NL251351014B57", "PL2625690080",
    "PT686970535", "RO10459796", "SE182321857101", "SI27491064", "SK3332885061", "XIGD123",
  ]

  @Test(arguments: right)
  func `a right number is taken, with spaces and in small letters too`(id: String) throws {
    #expect(try BusinessID.checked(id) == id)
    #expect(try BusinessID.checked(" " + id.lowercased().prefix(4) + " " + id.dropFirst(4)) == id)
  }

  /// The last digit is replaced by each other one: at most one of the nine may be right, too.
  @Test(arguments: right.filter { $0 != "XIGD123" })
  func `a wrong digit is told`(id: String) throws {
    let places = id.indices.filter { id[$0].isNumber }
    // The last two digits of the Netherlands' numbers only count.
    let place = try #require(places.dropLast(id.hasPrefix("NL") ? 2 : 0).last)
    let wrong = "0123456789".filter { $0 != id[place] }.map { digit in
      id.replacingCharacters(in: place...place, with: String(digit))
    }
    let refused = wrong.filter { (try? BusinessID.checked($0)) == nil }
    #expect(refused.count >= 8, "\(refused)")
  }

  @Test(arguments: [
    "", "1234567", "1234567-12", "12345671", "FI1234567", "US123456789", "DE12345678",
    "ATX69070293",
    "SE1823218571", "NL251351014C57", "ELX41297187", "XI", "ES", "FRIO373726405", "DE２55060842",
    "FI٦0100337",
  ])
  func `what has another form is refused with an example`(id: String) {
    let error = #expect(throws: Refusal.self) { try BusinessID.checked(id) }
    #expect(error == Refusal(.businessID, id, .number(.notABusinessID)))
  }
}
