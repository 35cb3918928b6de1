import Foundation
import MIME
import Platform
import Records
import Testing

@testable import MailIngest

/// A message's bytes by themselves: their contents, digests, and the bytes that are kept.
@Suite struct ReadContentTests {
  private static func mail(_ header: String, _ body: String) -> String {
    "Content-Type: application/octet-stream; name=a\r\n" + header + "\r\n" + body
  }

  @Test(arguments: [
    (mail("", "%PDF-1.4 koe"), "application/pdf", 12),
    (mail("Content-Transfer-Encoding: base64\r\n", "JVBERi0xLjQ=\r\n"), "application/pdf", 8),
    (mail("", "\u{1}\u{2}"), "application/octet-stream", 2),
    ("Content-Type: image/x-new\r\n\r\n\u{1}\u{2}", "image/x-new", 2),
  ])
  func `a content is what its first bytes say, else what is declared`(
    mail: String, mediaType: String, size: Int64
  ) throws {
    try MailAtHand.read(mail) { tree in
      let facts = try ContentFacts(of: tree.root)
      #expect(facts.mediaType == mediaType && facts.size == size)
      let content = try LeafContent(of: tree.root, into: nil)
      #expect(content.facts.mediaType == mediaType && content.facts.size == size)
      #expect(content.blob == nil)
    }
  }

  @Test(arguments: [
    ("Content-Type: text/plain", "a\nb\n", "a\r\nb"),
    ("Content-Type: text/plain", "a\r\nb", "a\r\nb"),
    ("Content-Transfer-Encoding: base64", "YQpi", "a\nb"),
    ("Content-Transfer-Encoding: quoted-printable", "a=\r\nb\n", "ab"),
  ])
  func `a text is known by its lines, whatever ends them; encoded bytes as they are`(
    header: String, body: String, content: String
  ) throws {
    try MailAtHand.read(header + "\r\n\r\n" + body) { tree in
      let digest = try LeafContent(of: tree.root, into: nil).digest
      #expect(digest == Digest(of: content))
    }
  }

  @Test(arguments: [
    ("Subject: a\r\nTo: b\r\n", "Subject: a\r\nTo: b\r\n"),
    ("Received: x\r\n\ty\r\nSubject: a\r\nDELIVERED-TO: b\r\n", "Subject: a\r\n"),
    ("ARC-Seal: i=1\r\nX-Spam-Score: 3\r\nSubject: a\r\nStatus: RO\r\n", "Subject: a\r\n"),
    // Later releases know these besides.
    ("X-Gm-State: 1\r\nLines: 3\r\n", "X-Gm-State: 1\r\nLines: 3\r\n"),
    ("X-Received: x\r\n", "X-Received: x\r\n"),
  ])
  func `releases up to 0,5 knew a mail by its bytes without the fields of the way`(
    header: String, left: String
  ) throws {
    let end = "\r\nhei\nhei"
    try MailAtHand.read(header + end) { tree in
      var bytes = tree.root.body
      bytes.length = bytes.end
      bytes.offset = 0
      let digest = try OlderContentIdentity.digest(of: bytes, header: tree.header)
      #expect(digest == Digest(of: left + end))
    }
  }

  private static func message(
    _ extent: ArrivedMessage.Extent, bytes: Int64 = 10
  ) -> ArrivedMessage {
    ArrivedMessage(
      uid: 1, bytes: ByteRange(descriptor: -1, offset: 0, length: bytes), extent: extent,
      size: 10, receivedAt: Installation.now)
  }

  private static func keepsBytes(
    _ message: ArrivedMessage, _ verdicts: [MailVerdict]
  ) -> Bool {
    let reason = MailReason(.notDelivered)
    let parsed = ParsedMail(
      message: message, depth: .nothing(reason),
      mail: IncomingMail(size: 10, receivedAt: Installation.now, outcomes: []))
    return parsed.keepsBytes(
      verdicts.map { MailOutcome(company: nil, verdict: $0, reason: reason, headerUsed: nil) })
  }

  @Test func `a mail's bytes are kept where a verdict needs them, or where it can't be filed`() {
    let reason = MailReason(.notDelivered)
    #expect(!Self.keepsBytes(Self.message(.whole), [.filed, .filed]))
    #expect(Self.keepsBytes(Self.message(.whole), [.filed, .held]))
    #expect(Self.keepsBytes(Self.message(.whole), [.unroutable]))
    #expect(!Self.keepsBytes(Self.message(.tooLarge(limit: 5)), [.tooLarge]))
    #expect(Self.keepsBytes(Self.message(.broken(reason: reason)), [.failed]))
    #expect(!Self.keepsBytes(Self.message(.broken(reason: reason), bytes: 0), [.failed]))
    #expect(
      Self.keepsBytes(Self.message(.unfiled(reason: reason, headerIsRead: false)), [.failed]))
  }

  @Test func `only a whole message can be kept instead of filed`() {
    let reason = MailReason(.notDelivered)
    let kept = Self.message(.whole).unfiled(because: reason, readingHeader: false)
    #expect(kept.extent == .unfiled(reason: reason, headerIsRead: false))
    for extent in [ArrivedMessage.Extent.tooLarge(limit: 5), .broken(reason: reason)] {
      #expect(Self.message(extent).unfiled(because: MailReason(.noContent)).extent == extent)
    }
  }
}
