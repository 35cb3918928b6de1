import Foundation
import MIME
import TestKit

/// The distribution's GMime as a reader of the same mails: `bench/gmime-reader.c`, compiled here.
struct GMimeReader {
  /// GMime's access to a mail's bytes.
  enum Access: String, CaseIterable {
    case read
    /// Maps the file into memory, which is faster.
    case map

    var reader: String { self == .read ? "GMime" : "GMime, mapped" }
  }

  private let program: String
  private let spool: String
  /// A file with the place of each mail.
  private let ranges: String

  /// Fails where there is no C compiler or no GMime to build with.
  init(of mails: [ByteRange], in spool: URL) async throws {
    let directory = spool.deletingLastPathComponent()
    (program, ranges) = (directory.path + "/gmime-reader", directory.path + "/ranges")
    self.spool = spool.path
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("gmime-reader.c").path
    let flags = try await Program.mustRun(
      "pkg-config", ["--cflags", "--libs", "gmime-3.0", "libcrypto"])
    try await Program.mustRun(
      "cc",
      ["-O2", "-o", program, source]
        + flags.split(whereSeparator: \.isWhitespace).map(String.init))
    try mails.map { "\($0.offset) \($0.length)\n" }.joined()
      .write(toFile: ranges, atomically: false, encoding: .utf8)
  }

  /// One pass, timed by the program itself: without its start.
  func run(_ work: ReadingWork, by access: Access) async throws -> ReadingTally {
    let output = try await Program.mustRun(
      program, [spool, ranges, work.rawValue, access.rawValue])
    let fields = output.split(whereSeparator: \.isWhitespace)
    guard fields.count == 3, let seconds = Double(fields[0]), let attachments = Int(fields[1]),
      let bytes = Int64(fields[2])
    else { throw BenchFailure("gmime-reader said \(output)") }
    return ReadingTally(seconds: seconds, attachments: attachments, decodedBytes: bytes)
  }
}
