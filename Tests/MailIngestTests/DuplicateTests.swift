import Foundation
import Store
import TestKit
import Testing

@testable import MailIngest

@Suite struct DuplicateTests {
  private func invoice(_ place: Installation) -> SampleMail {
    SampleMail(to: place.address, subject: "Lasku 12").attaching(
      .pdf("lasku.pdf"), .file("erittely.csv", Array("1;2\r\n3;4\r\n".utf8)))
  }

  @Test func `a copy that came another way is a duplicate without documents`() async throws {
    let place = try await Installation()
    let mail = invoice(place)
    let first = try await place.add(mail.bytes)
    #expect(first.verdict == .filed)
    for field in ContentIdentityTests.trace {
      let copy = try await place.add(mail.withHeader(field).bytes)
      #expect(copy.verdict == .duplicate && copy.documents.isEmpty, "\(field)")
      #expect(copy.reason == .sameContent(as: first.id))
    }
  }

  @Test func `line ends, an mbox line and empty lines make no other mail`() async throws {
    let place = try await Installation()
    let text = String(decoding: invoice(place).bytes, as: UTF8.self)
    _ = try await place.add(text.utf8)
    for copy in [
      text.replacing("\r\n", with: "\n"), "From a@b Mon Nov  2 09:30:00 2026\n" + text,
      text + "\r\n\r\n", text.replacing("\r\n--=", with: "\r\n\r\n--="),
    ] {
      #expect(copy != text)
      #expect(try await place.add(copy.utf8).verdict == .duplicate)
    }
    #expect(try await place.acme.documents().count == 2)
    let other = text.replacing("Lasku 12", with: "Lasku 13")
    #expect(try await place.add(other.utf8).verdict == .filed)
  }

  @Test func `a second copy of a discarded mail is kept anew`() async throws {
    let place = try await Installation()
    let bytes = SampleMail(to: place.address, subject: "Pelkkä teksti").bytes
    let first = try await place.add(bytes)
    #expect(try await place.add(bytes).verdict == .duplicate)
    _ = try await place.store.discard(first.id, by: .operator, now: Installation.now)
    let second = try await place.add(bytes)
    #expect(second.verdict == .empty && second.hasRaw)
  }

  @Test func `the digest of what is released whole is that of the mail`() async throws {
    let place = try await Installation()
    let bytes = SampleMail(to: place.address, subject: "Pelkkä teksti").bytes
    let empty = try await place.add(bytes)
    let released = try await place.review.release(
      empty, to: try await place.acme.company(), by: .operator)
    #expect(released.map(\.verdict) == [.filed])
    #expect(try await place.add(bytes).verdict == .duplicate)
  }
}
