import MIME
import Store
import Testing

@testable import MailIngest

@Suite struct PartVerdictsTests {
  /// Verdict and reason by the part's path.
  private func verdicts(
    _ mail: String, _ inlineImages: InlineImages = .decorations
  ) throws -> [String: String] {
    try MailAtHand.read(mail) { tree in
      let decisions = try PartVerdicts(inlineImages: inlineImages).decide(tree)
      return Dictionary(
        decisions.map { ($0.part.path, "\($0.verdict.verdict.rawValue): \($0.verdict.reason)") },
        uniquingKeysWith: { first, _ in first })
    }
  }

  private static let text = "Content-Type: text/plain\r\n\r\nhei"

  /// The second part of a multipart of that kind.
  @Test(arguments: [
    ("mixed", "Content-Type: application/pdf\r\n\r\n%PDF-1.4", "document: a file"),
    (
      "mixed", "Content-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\n%PDF-1.4",
      "document: an attachment"
    ),
    ("mixed", "Content-Type: text/html\r\n\r\n<p>hei", "body: the message's own text"),
    (
      "alternative", "Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR",
      "body: another rendering of the message's text"
    ),
    ("mixed", "Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR", "document: a file"),
    (
      "signed", "Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nx",
      "signature: a detached signature"
    ),
    (
      "mixed", "Content-Type: application/octet-stream; name=smime.p7s\r\n\r\nx",
      "signature: a detached signature"
    ),
    (
      "mixed", "Content-Type: application/octet-stream; name=SMIME.P7M\r\n\r\nx",
      "encrypted: S/MIME: opened by the one who has the key"
    ),
    (
      "mixed", "Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\nx",
      "document: a file"
    ),
    (
      "encrypted", "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
      "body: the PGP/MIME version line (RFC 3156 §4)"
    ),
    (
      "encrypted", "Content-Type: application/octet-stream\r\n\r\nx",
      "encrypted: PGP: opened by the one who has the key"
    ),
    (
      "report", "Content-Type: message/delivery-status\r\n\r\nAction: failed",
      "body: the report for machines"
    ),
    (
      "report", "Content-Type: text/rfc822-headers\r\n\r\nSubject: x",
      "body: the reported message's header"
    ),
    ("mixed", "Content-Type: text/rfc822-headers\r\n\r\nSubject: x", "document: a file"),
    (
      "mixed", "Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nhei",
      "document: a forwarded message without attachments"
    ),
    (
      "related", "Content-Type: image/gif\r\n\r\nGIF89a",
      "decoration: a small image (6 bytes) beside the body in multipart/related"
    ),
  ])
  func `each part has a verdict and its reason`(
    kind: String, part: String, verdict: String
  ) throws {
    #expect(try verdicts(MailAtHand.multipart(kind, Self.text, part))["1.2"] == verdict)
  }

  @Test func `a forwarded message with an attachment is a container`() throws {
    let inner = MailAtHand.multipart(
      "mixed; x=y", Self.text, "Content-Type: application/pdf\r\n\r\n%PDF-1.4"
    ).replacing("raja", with: "sisempi")
    let found = try verdicts(
      MailAtHand.multipart("mixed", Self.text, "Content-Type: message/rfc822\r\n\r\n" + inner))
    #expect(found["1.2"] == "container: a message whose attachments are documents")
    #expect(found.values.count { $0.hasPrefix("document") } == 1)
  }

  @Test(arguments: [
    (InlineImages.keep, 100, "document: a file"),
    (.decorations, 32 * 1024, "document: a file"),
    (.decorations, 32 * 1024 - 1, "decoration: a small image (32767 bytes) shown in the body"),
    (.drop, 200_000, "decoration: an image shown in the body"),
  ])
  func `an image that the body shows is small below 32 KiB`(
    setting: InlineImages, bytes: Int, verdict: String
  ) throws {
    let image =
      "Content-Type: image/gif\r\nContent-ID: <a@b>\r\n\r\nGIF89a"
      + String(repeating: "x", count: bytes - 6)
    let html = "Content-Type: text/html\r\n\r\n<img src=\"cid:a@b\">"
    #expect(try verdicts(MailAtHand.multipart("mixed", html, image), setting)["1.2"] == verdict)
  }
}
