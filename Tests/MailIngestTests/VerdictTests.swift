import MailIngest
import Records
import Store
import TestKit
import Testing

@Suite struct VerdictTests {
  private static let header = """
    From: Matti <matti@example.fi>\r
    Subject: Koe\r
    MIME-Version: 1.0\r

    """

  private func multipart(_ type: String, _ parts: String...) -> [UInt8] {
    var text = Self.header + "Content-Type: \(type); boundary=raja\r\n\r\n"
    for part in parts { text += "--raja\r\n\(part)\r\n" }
    return Array((text + "--raja--\r\n").utf8)
  }

  private static let plain = "Content-Type: text/plain\r\n\r\nhei"
  private static let pdf =
    "Content-Type: application/pdf; name=lasku.pdf\r\n"
    + "Content-Disposition: inline\r\n\r\n%PDF-1.4 koe"

  private func verdicts(
    _ message: [UInt8], inlineImages: InlineImages = .decorations
  ) async throws -> (MailVerdict, [String: PartVerdict]) {
    let place = try await Installation(inlineImages: inlineImages)
    let mail = try await place.add(message)
    let parts = try await place.parts(of: mail)
    return (
      mail.verdict,
      Dictionary(parts.map { ($0.path, $0.verdict) }, uniquingKeysWith: { first, _ in first })
    )
  }

  @Test func `an inline PDF is a document and the text is the body`() async throws {
    let (mail, parts) = try await verdicts(multipart("multipart/mixed", Self.plain, Self.pdf))
    #expect(mail == .filed)
    #expect(parts == ["1": .container, "1.1": .body, "1.2": .document])
  }

  @Test func `every unnamed rendering in an alternative is the body, a named one is not`()
    async throws
  {
    let (_, parts) = try await verdicts(
      multipart(
        "multipart/alternative", Self.plain, "Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR",
        "Content-Type: text/calendar; name=kokous.ics\r\n\r\nBEGIN:VCALENDAR",
        "Content-Type: text/html\r\nContent-Disposition: attachment\r\n\r\n<p>hei"))
    #expect(
      parts == ["1": .container, "1.1": .body, "1.2": .body, "1.3": .document, "1.4": .body])
  }

  private static let html =
    "Content-Type: text/html\r\n\r\n<img src=\"CID:logo%401\"> <p>Hei</p>"

  private static func image(_ id: String, bytes: Int) -> String {
    "Content-Type: image/gif\r\nContent-ID: <\(id)>\r\n\r\nGIF89a"
      + String(repeating: "x", count: bytes)
  }

  @Test(
    arguments: [
      (InlineImages.decorations, PartVerdict.decoration, PartVerdict.document),
      (.keep, .document, .document), (.drop, .decoration, .decoration),
    ])
  func `images that the body shows are treated as the settings say`(
    _ setting: InlineImages, _ small: PartVerdict, _ large: PartVerdict
  ) async throws {
    let (_, parts) = try await verdicts(
      multipart(
        "multipart/related", Self.html, Self.image("logo@1", bytes: 100),
        Self.image("kuva@2", bytes: 40_000)),
      inlineImages: setting)
    #expect(parts["1.2"] == small)
    #expect(parts["1.3"] == large)
  }

  @Test(
    arguments: [
      "<img src=\"cid:kuva@1\">", "<img src=CID:kuva%401>", "<td background='cid:kuva@1'>",
      "<p style=\"background:url(cid:kuva@1)\">",
      "<p style=\"background:url(&quot;cid:kuva@1&quot;)\">",
    ])
  func `the body shows an image in whatever way its HTML is written`(_ html: String) async throws {
    let (_, parts) = try await verdicts(
      multipart(
        "multipart/mixed", "Content-Type: text/html\r\n\r\n\(html)",
        Self.image("kuva@1", bytes: 100)))
    #expect(parts["1.2"] == .decoration)
  }

  @Test func `a small image elsewhere than in the body is a document`() async throws {
    let (_, parts) = try await verdicts(
      multipart("multipart/mixed", Self.plain, Self.image("muu@3", bytes: 100)))
    #expect(parts["1.2"] == .document)
  }

  @Test func `a PDF in multipart related is never a decoration`() async throws {
    let (_, parts) = try await verdicts(multipart("multipart/related", Self.html, Self.pdf))
    #expect(parts["1.2"] == .document)
  }

  @Test func `signatures are none, encrypted content is a document`() async throws {
    let (_, signed) = try await verdicts(
      multipart(
        "multipart/signed; protocol=\"application/pgp-signature\"", Self.plain,
        "Content-Type: application/pgp-signature; name=signature.asc\r\n\r\n-----BEGIN"))
    #expect(signed["1.2"] == .signature)
    let (mail, encrypted) = try await verdicts(
      multipart(
        "multipart/encrypted; protocol=\"application/pgp-encrypted\"",
        "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
        "Content-Type: application/octet-stream; name=encrypted.asc\r\n\r\n-----BEGIN"))
    #expect(mail == .filed)
    #expect(encrypted == ["1": .container, "1.1": .body, "1.2": .encrypted])
  }

  @Test(
    arguments: [
      ("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", PartVerdict.encrypted),
      ("application/x-pkcs7-mime; name=smime.p7m", .encrypted),
      ("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", .document),
      ("application/pkcs7-mime; smime-type=certs-only; name=smime.p7c", .document),
      ("application/pkcs7-signature; name=smime.p7s", .signature),
      // As gateways write them that know no S/MIME.
      ("application/octet-stream; name=smime.p7m", .encrypted),
      ("application/octet-stream; name=smime.p7s", .signature),
      ("application/octet-stream; name=muu.p7m", .document),
    ])
  func `what S/MIME made is told by its type, else by its name`(
    _ type: String, _ expected: PartVerdict
  ) async throws {
    let (_, parts) = try await verdicts(
      multipart("multipart/mixed", Self.plain, "Content-Type: \(type)\r\n\r\n0"))
    #expect(parts["1.2"] == expected)
  }

  @Test func `a forwarded mail gives its attachments, or itself when it has none`() async throws {
    let place = try await Installation()
    let inner = SampleMail(to: "x@example.fi", subject: "Sisempi").attaching(.pdf("sisempi.pdf"))
    let bare = SampleMail(to: "x@example.fi", subject: "Kuitti 12/2026")
    let mail = try await place.add(
      SampleMail(to: place.address, subject: "Fwd").attaching(
        .forwarded(inner), .forwarded(bare)
      ).bytes)
    let documents = try await place.acme.documents()
    #expect(mail.documents.count == 2)
    #expect(Set(documents.map(\.fileName)) == ["sisempi.pdf", "Kuitti 12-2026.eml"])
  }

  @Test func `every attachment counts: empty ones, and the same one twice`() async throws {
    let place = try await Installation()
    let twice = SampleAttachment.pdf("sama.pdf")
    let mail = try await place.add(
      SampleMail(to: place.address, subject: "Kolme")
        .attaching(twice, twice, .file("tyhja.txt", [])).bytes)
    let documents = try await place.acme.documents().sorted { $0.id.rawValue < $1.id.rawValue }
    #expect(mail.documents.count == 3)
    #expect(documents[1].duplicateOf == documents[0].id)
    #expect(documents[2].size == 0)
  }

  @Test func `a bounce is automatic whatever it carries, and can be released`() async throws {
    let place = try await Installation()
    let bounce = multipart(
      "multipart/report; report-type=delivery-status", Self.plain,
      "Content-Type: message/delivery-status\r\n\r\nStatus: 5.1.1", Self.pdf)
    let mail = try await place.add(bounce)
    #expect(mail.verdict == .automatic)
    #expect(try await place.acme.documents().isEmpty)
    let released = try await place.review.release(
      mail, to: try await place.acme.company(), by: .operator)
    #expect(released.map(\.verdict) == [.filed])
    #expect(try await place.acme.documents().map(\.fileName) == ["lasku.pdf"])
    let log = try await place.acme.log.search(LogQuery(kinds: [.mailReleased]))
    #expect(log.entries.count == 1)
  }

  /// Exchange's marks of the mails that a mailbox's rules send, out-of-office replies among them.
  private static let exchange =
    "Auto-Submitted: auto-generated\r\n"
    + "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent\r\n"

  @Test(
    arguments: [
      ("Auto-Submitted: auto-replied", false, MailVerdict.automatic),
      ("Auto-Submitted: auto-replied (vacation)", true, .filed),
      ("Auto-Submitted: auto-generated", true, .filed),
      ("Auto-Submitted: auto-generated", false, .empty),
      ("Auto-Submitted: (RFC 3834) auto-replied; owner=x", false, .automatic),
      ("X-Autoreply: yes", false, .automatic), ("X-Muu: 1", false, .empty),
      ("X-Autoresponse: poissa", false, .automatic), ("Precedence: auto_reply", false, .automatic),
      ("X-Auto-Response-Suppress: All", false, .empty),
      (exchange + "X-Auto-Response-Suppress: All", false, .automatic),
      (exchange + "X-Auto-Response-Suppress: All", true, .filed),
      // A rule that forwards.
      (exchange + "X-Auto-Response-Suppress: DR, OOF, AutoReply", false, .empty),
    ])
  func `an automatic reply is one only when it has no document`(
    _ line: String, _ hasDocument: Bool, _ expected: MailVerdict
  ) async throws {
    let place = try await Installation()
    var mail = SampleMail(to: place.address, subject: "Poissa").withHeader(line)
    if hasDocument { mail = mail.attaching(.pdf("lasku.pdf")) }
    #expect(try await place.add(mail.bytes).verdict == expected)
  }

  @Test func `a mail without a document is kept and becomes one when it is released`()
    async throws
  {
    let place = try await Installation()
    let bytes = SampleMail(to: place.address, subject: "Pelkkä teksti").bytes
    let mail = try await place.add(bytes)
    #expect(mail.verdict == .empty)
    #expect(mail.hasRaw)
    let released = try await place.review.release(
      mail, to: try await place.acme.company(), by: .operator)
    #expect(released.map(\.verdict) == [.filed])
    #expect(try await place.acme.documents().map(\.size) == [Int64(bytes.count)])
  }

  @Test func `a mail by hand beyond the limit is too large, with its subject`() async throws {
    let place = try await Installation()
    let mail = try await place.add(
      SampleMail(to: place.address, subject: "Iso").attaching(.pdf("iso.pdf")).bytes, limit: 300)
    #expect(mail.verdict == .tooLarge)
    #expect(mail.subject == "Iso")
    #expect(try await place.acme.documents().isEmpty)
  }

  @Test func `a switched-off company's mail is held, and filed when it is released`() async throws {
    let place = try await Installation()
    var off = CompanyChange()
    off.active = .set(false)
    _ = try await place.acme.acting(as: .operator, at: Installation.now)
      .editCompany(off)
    let mail = try await place.add(
      SampleMail(to: place.address, subject: "Lasku").attaching(.pdf("lasku.pdf")).bytes)
    #expect(mail.verdict == .held)
    #expect(try await place.acme.documents().isEmpty)
    var on = CompanyChange()
    on.active = .set(true)
    _ = try await place.acme.acting(as: .operator, at: Installation.now)
      .editCompany(on)
    let released = try await place.review.release(
      mail, to: try await place.acme.company(), by: .operator)
    #expect(released.map(\.verdict) == [.filed])
  }
}
