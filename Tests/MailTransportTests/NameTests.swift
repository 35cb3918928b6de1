import Platform
import Testing

@testable import MailTransport

struct NameTests {
  @Test(arguments: [
    ("INBOX", "INBOX"), ("Käsitelty", "K&AOQ-sitelty"), ("R&D", "R&-D"),
    ("台北日本語", "&U,BTF2XlZyyKng-"), ("~peter/mail/台北", "~peter/mail/&U,BTFw-"),
    ("😀", "&2D3eAA-"), ("ä&ö", "&AOQ-&-&APY-"),
  ])
  func `folder names are written in modified UTF-7 and back`(name: String, encoded: String) {
    #expect(ModifiedUTF7.encode(name) == encoded)
    #expect(ModifiedUTF7.decode(encoded) == name)
  }

  @Test(arguments: ["a & b", "&", "&&-x", "&?-", "&A-", "ä"])
  func `badly encoded names stay as they are`(name: String) {
    #expect(ModifiedUTF7.decode(name).contains(name.contains("&-") ? "&x" : name))
  }

  @Test func `folder names are quoted`() {
    #expect(IMAPSession.quoted("a \"b\" \\c") == "\"a \\\"b\\\" \\\\c\"")
  }

  @Test func `UIDs are written as ranges`() {
    let uids = [9, 3, 1, 2, 3, 7, 8, 4_294_967_295].map { UID(rawValue: $0) }
    #expect(UIDSet.parts(uids).map(\.text) == ["1:3,7:9,4294967295"])
    #expect(UIDSet.parts([]) == [])
  }

  @Test func `long sets are split into commands that servers accept`() {
    let uids = stride(from: UInt32(1), to: 40_000, by: 2).map { UID(rawValue: $0 + 4_000_000_000) }
    let parts = UIDSet.parts(uids)
    #expect(parts.count > 20)
    #expect(parts.allSatisfy { $0.text.utf8.count <= UIDSet.maximumLength })
    #expect(parts.flatMap(\.uids) == uids)
    #expect(
      parts[0].text.split(separator: ",").compactMap { UInt32($0) } == parts[0].uids.map(\.rawValue)
    )
  }

  @Test func `pauses grow to the limit and are reset`() {
    var backoff = Backoff(first: .seconds(1), limit: .seconds(10))
    let longest = (0..<6).map { _ in backoff.next(random: 1) }
    #expect(longest == [1, 2, 4, 8, 10, 10].map { .seconds($0) })
    #expect(backoff.next(random: 0) == .seconds(5))
    #expect(backoff.next(random: 0.5) == .milliseconds(7_500))
    backoff.reset()
    #expect(backoff.next(random: 0) == .milliseconds(500))
  }
}
