import Foundation
import TestKit
import Testing

/// However large a mail is or however many parts it has, the daemon stays small.
@Suite struct MemoryTests {
  /// The process's own memory: with the pages of the program and its libraries, 34 MB in a release
  /// build, less than 64 MB.
  private static let limit = 28 << 20

  @Test func `an attachment of 200 MB is filed in less than 64 MB of memory`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(
      MailboxSettings(of: dovecot), ingest: ["maximumMessageSize: 512MiB"])
    let company = try await minicrm.addCompany()
    let (mail, contents) = try largeMail(to: company.address, in: dovecot.directory)
    try dovecot.deliver(file: mail)

    let peak = try await peakMemory(of: minicrm) { dovecot.count(in: "Processed") == 1 }

    #expect(peak < Self.limit, "\(peak >> 20) MiB")
    let document = try #require(try await minicrm.documents().first)
    let sum = try await Program.mustRun("sha256sum", [contents])
    #expect(document.size > 200_000_000 && sum.hasPrefix(document.sha256))
  }

  @Test func `a mail of 10,000 parts is filed in less than 64 MB of memory`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    let company = try await minicrm.addCompany()
    try dovecot.deliver(mailOfParts(10_000, to: company.address))

    let peak = try await peakMemory(of: minicrm) { dovecot.count(in: "Processed") == 1 }

    #expect(peak < Self.limit, "\(peak >> 20) MiB")
    let documents = try await minicrm.documents()
    #expect(Set(documents.map(\.fileName)) == Set((1..<10_000).map { "part-\($0).txt" }))
  }

  /// The daemon's peak from its start until `isDone`.
  private func peakMemory(of minicrm: Minicrm, until isDone: () -> Bool) async throws -> Int {
    let daemon = try minicrm.start(["ingest"])
    let done = try await eventually(within: .seconds(240)) { daemon.hasEnded || isDone() }
    #expect(done && !daemon.hasEnded, "\(daemon.standardError)")
    return try #require(daemon.peakMemory)
  }

  /// Two files: the mail, and what its attachment holds (more than 200 MB).
  private func largeMail(
    to address: String, in directory: TemporaryDirectory
  ) throws -> (mail: String, contents: String) {
    // A multiple of 57 bytes is whole lines of base64, so that pieces can be put together.
    let piece = Data((0..<57 * 1_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) })
    let lines =
      piece.base64EncodedData(options: [
        .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
      ]) + Data("\r\n".utf8)
    let header = SampleMail(to: address, subject: "large").headerOfFile("large.bin")
    let mail = try directory.write(header, to: "large.eml")
    let contents = try directory.write([], to: "large.bin")
    for (path, bytes) in [(mail, lines), (contents, piece)] {
      let file = try #require(FileHandle(forWritingAtPath: path))
      try file.seekToEnd()
      for _ in 0..<3_520 { try file.write(contentsOf: bytes) }
      try file.close()
    }
    return (mail, contents)
  }

  /// The message as a whole counts as one of the parts.
  private func mailOfParts(_ count: Int, to address: String) -> [UInt8] {
    var mail = SampleMail(to: address, subject: "many").headerOfMultipart(boundary: "b")
    for number in 1..<count {
      mail += "--b\r\nContent-Type: text/plain; name=\"part-\(number).txt\"\r\n"
      mail += "Content-Disposition: attachment\r\n\r\npart \(number)\r\n"
    }
    return Array("\(mail)--b--\r\n".utf8)
  }
}
