import Glibc
import Platform
import Testing

@testable import MIME

/// Only the files can fail, never the mail.
@Suite struct ReadErrorTests {
  private static let nested =
    "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeA==\n"

  @Test func `a file shorter than it should be is an error that says where`() throws {
    let mail = try ReadMail("Subject: x\n\nbody")
    var range = mail.bytes
    range.length += 10
    let error = #expect(throws: MessageReadError.self) { try range.forEachChunk { _ in } }
    withExtendedLifetime(mail) {}
    #expect(error?.description == "the spooled message ends early, at byte 16")
  }

  @Test func `a file that can't be read is an error that says why`() throws {
    let range = ByteRange(descriptor: -1, offset: 0, length: 10)
    let error = #expect(throws: MessageReadError.self) {
      try MessageReader().read(range) { 0 }
    }
    #expect(error?.cause == .read(ErrorNumber(code: EBADF)))
    #expect(
      error?.description == "the spooled message can't be read at byte 0: Bad file descriptor")
  }

  @Test func `scratch on a full disk is an error that says so`() throws {
    let full = open("/dev/full", O_RDWR)
    defer { close(full) }
    let mail = try ReadMail(Self.nested)
    let error = #expect(throws: MessageReadError.self) {
      try MessageReader().read(mail.bytes) { full }
    }
    #expect(error?.cause == .write(ErrorNumber(code: ENOSPC)))
  }

  @Test func `what scratch throws comes through`() throws {
    struct NoScratch: Error {}
    let mail = try ReadMail(Self.nested)
    #expect(throws: NoScratch.self) {
      try MessageReader().read(mail.bytes) { throw NoScratch() }
    }
  }

  @Test func `what the consumer throws comes through`() throws {
    struct Enough: Error {}
    let mail = try ReadMail(Self.nested)
    #expect(throws: Enough.self) {
      try mail.tree.root.forEachDecodedChunk { _ in throw Enough() }
    }
    withExtendedLifetime(mail) {}
  }

  @Test func `an empty file is an empty message`() throws {
    let mail = try ReadMail("")
    #expect(mail.outline == ["1 leaf text/plain"])
    #expect(mail.tree.header.fields.isEmpty)
  }

  @Test func `a mail in the middle of a file is read by itself`() throws {
    let file = try ReadMail("Subject: a\n\none\nSubject: b\n\ntwo\nSubject: c\n")
    let range = ByteRange(file.bytes.source, offset: 16, length: 15)
    let tree = try MessageReader().read(range) { -1 }
    #expect(tree.header.text("Subject") == "b")
    #expect(try file.text(tree.root.body) == "two")
  }
}
