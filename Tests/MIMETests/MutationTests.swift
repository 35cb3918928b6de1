import TestKit
import Testing

@testable import MIME

/// Mails broken at random, the same ones each time: whatever comes, there is a tree whose ranges
/// can be read.
@Suite struct MutationTests {
  private static func seeds() throws -> [[UInt8]] {
    try Fixture.mails().map { try Fixture.mail($0) }
  }

  /// Pieces of mails, to be put where they don't belong.
  private static let pieces = [
    "\r\n", "\n", "\r", "\r\n\r\n", "--", "--b", "\r\n--b\r\n", "--b--\r\n", "\0", "=", "=\r\n",
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n", "Content-Type: message/rfc822\r\n\r\n",
    "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: x-uuencode\r\n",
    "Content-Transfer-Encoding: quoted-printable\r\n", "begin 644 a\r\n", "end\r\n", "`\r\n",
    "Content-Type: application/ms-tnef\r\n", "=?utf-8?Q?=C3?=", "filename*0*=", "\"", "(",
    "From x\n",
  ].map { Array($0.utf8) }

  private func mutated(
    _ seeds: [[UInt8]], _ random: inout SeededGenerator
  ) throws -> [UInt8] {
    var mail = try #require(seeds.randomElement(using: &random))
    for _ in 0..<Int.random(in: 1...12, using: &random) where !mail.isEmpty {
      let place = Int.random(in: 0..<mail.count, using: &random)
      let length = min(mail.count - place, Int.random(in: 1...200, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: mail[place] = UInt8.random(in: 0...255, using: &random)
      case 1: mail.removeSubrange(place..<(place + length))
      case 2: mail.insert(contentsOf: mail[place..<(place + length)], at: place)
      case 3: mail.removeLast(mail.count - place)
      case 4:
        let other = try #require(seeds.randomElement(using: &random))
        mail.insert(contentsOf: other.suffix(length * 4), at: place)
      default:
        let piece = try #require(Self.pieces.randomElement(using: &random))
        mail.insert(contentsOf: piece, at: place)
      }
    }
    return mail
  }

  @Test(arguments: 0..<16 as Range<UInt64>)
  func `broken mails give trees all the same`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let seeds = try Self.seeds()
    for round in 0..<60 {
      let bytes = try mutated(seeds, &random)
      let mail = try ReadMail(bytes)
      let place: Comment = "MINICRM_SEED=\(seed), round \(round)"
      #expect(mail.tree.violations(of: mail.bytes) == [], place)
      #expect(mail.tree.bytesExamined <= 16 * mail.bytes.length + 4_096, place)
      for part in mail.tree.allParts {
        let content = try mail.content(part)
        // A uuencoded line that lost the spaces at its end says how many bytes it had.
        let times: Int64 = part.encoding == .uuencode ? 32 : 1
        #expect(Int64(content.count) <= times * part.body.length, place)
      }
      for field in mail.tree.header.fields {
        _ = MailAddress.list(in: field.value)
        _ = MailAddress.receivedFor(field.value)
        _ = HeaderText.text(field.value, limit: 100, charsets: CharsetDecoder())
      }
    }
  }
}
