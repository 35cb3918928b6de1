import Store
import Testing

@testable import MailIngest

@Suite struct RoutingTiersTests {
  /// The fields of each tier that hold an address of ours, with the slugs in them.
  private func tiers(_ header: String) throws -> [[String]] {
    let routing = Routing(template: try AddressTemplate("{company}-{token}@in.example.fi"))
    return try MailAtHand.read(header + "\r\n\r\nhei\r\n") { tree in
      (0..<3).map { number in
        let tier = routing.tier(from: number, in: tree.header)
        return (tier?.number == number ? tier?.candidates ?? [] : []).map { candidates in
          candidates.field + ": " + candidates.tokens.map(\.slug).joined(separator: " ")
        }
      }
    }
  }

  @Test(
    arguments: [
      ("To: a-x@in.example.fi", [[], [], ["To: a"]]),
      ("To: a-x@in.example.fi, B-y@in.example.fi, a-x@in.example.fi", [[], [], ["To: a b"]]),
      (
        "Cc: a-x@in.example.fi\r\nResent-To: b-y@in.example.fi",
        [[], [], ["Cc: a", "Resent-To: b"]]
      ),
      (
        "Received: from a by b for <a-x@in.example.fi>; Mon, 2 Nov 2026 09:00:00 +0200",
        [[], ["Received: a"], []]
      ),
      (
        "Delivered-To: a-x@in.example.fi\r\nEnvelope-To: b-y@in.example.fi\r\n"
          + "To: c-z@in.example.fi",
        [["Delivered-To: a", "Envelope-To: b"], [], ["To: c"]]
      ),
      ("To: a-x@muu.example.fi\r\nBcc: a-x@in.example.fi", [[], [], []]),
      ("To: \"a-x@in.example.fi\" <b@example.fi>", [[], [], []]),
    ] as [(String, [[String]])])
  func `the envelope's fields, Received and what the sender wrote are looked at in turn`(
    header: String, found: [[String]]
  ) throws {
    #expect(try tiers(header) == found)
  }
}
