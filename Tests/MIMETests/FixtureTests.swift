import Foundation
import Testing

@testable import MIME

/// Mails of our own beside what they say.
@Suite struct FixtureTests {
  struct Expected: Decodable {
    struct Part: Decodable {
      let path: String
      let structure: String
      let mediaType: String
      let fileName: String?
      let disposition: String?
      let contentID: String?
      let subject: String?
      let parameters: [String: String]?
      let text: String?
      let base64: Data?
    }

    let subject: String
    let from: [String]
    let to: [String]
    let receivedFor: [String]?
    let parts: [Part]
  }

  @Test(arguments: try Fixture.mails())
  func `a mail is read as its file says`(name: String) throws {
    let mail = try ReadMail(Fixture.mail(name))
    let expected = try JSONDecoder().decode(
      Expected.self, from: Data(contentsOf: Fixture.url("\(name).json")))
    let header = mail.tree.header
    #expect(header.text("Subject") == expected.subject)
    #expect(addresses(header, "From") == expected.from)
    #expect(addresses(header, "To") == expected.to)
    let received = header.all("Received").flatMap { MailAddress.receivedFor($0.value) }
    #expect(received.map(\.address) == expected.receivedFor ?? [])
    #expect(mail.tree.allParts.map(\.path) == expected.parts.map(\.path))
    for (part, expected) in zip(mail.tree.allParts, expected.parts) {
      try compare(part, of: mail, with: expected)
    }
    #expect(mail.tree.violations(of: mail.bytes) == [])
  }

  private func compare(_ part: MessagePart, of mail: ReadMail, with expected: Expected.Part) throws
  {
    let place: Comment = "part \(part.path)"
    #expect("\(part.structure)" == expected.structure, place)
    #expect(part.mediaType == expected.mediaType, place)
    #expect(part.fileName == expected.fileName, place)
    #expect(part.disposition == expected.disposition, place)
    #expect(part.contentID == expected.contentID, place)
    if let subject = expected.subject { #expect(part.subject == subject, place) }
    for (name, value) in expected.parameters ?? [:] {
      #expect(part.parameters[name] == value, place)
    }
    #expect(part.limit == nil, place)
    if let text = expected.text { #expect(try mail.text(part.path) == text, place) }
    if let bytes = expected.base64 { #expect(try mail.content(part) == Array(bytes), place) }
  }

  private func addresses(_ header: MessageHeader, _ name: String) -> [String] {
    header.all(name).flatMap { MailAddress.list(in: $0.value) }.map { address in
      address.name.map { "\($0) <\(address.address)>" } ?? address.address
    }
  }
}
