import Foundation
import MIME

/// Measures the MIME reader alone, without IMAP and store: how fast the attachments of an ordinary
/// mailbox are found, decoded and hashed, beside GMime, in what memory, and how long hostile mails
/// take.
enum MIMEBench {
  private struct Results: Codable {
    let mails: Int
    let mailBytes: Int64
    let passes: [ReadingFigures]
    var hostileMails: [HostileFigures] = []
  }

  static func run() async throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("mime-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    var results = try await measureMailbox(in: directory)
    results.hostileMails = try measureHostileMails(in: directory)
    try BenchResults.note(results, as: "mime")
  }

  private static func measureMailbox(in directory: URL) async throws -> Results {
    let spool = directory.appendingPathComponent("mailbox")
    let file = try SpoolFile(spool)
    let mails = try generate(bytes: 300_000_000, to: file)
    let gmime = await gmimeReader(of: mails, in: spool)
    PeakMemory.reset()
    let passes = try await ReadingRounds(file: file, mails: mails, gmime: gmime).measure()
    let size = mails.reduce(0) { $0 + $1.length }
    print("## \(mails.count) mails, \(size / 1_000_000) MB, \(passes[0].attachments) attachments\n")
    print(ReadingFigures.header)
    for pass in passes {
      let ours = passes.first { $0.work == pass.work } ?? pass
      print(pass.line(size: size, ours: ours))
    }
    print("\nPeak memory of ours: \(PeakMemory.megabytes) MB resident.\n")
    return Results(mails: mails.count, mailBytes: size, passes: passes)
  }

  private static func gmimeReader(of mails: [ByteRange], in spool: URL) async -> GMimeReader? {
    do {
      return try await GMimeReader(of: mails, in: spool)
    } catch {
      print("GMime is left out: \(error)")
      return nil
    }
  }

  /// Generates the mails; the generator's memory is free again when this returns.
  private static func generate(bytes: Int64, to file: SpoolFile) throws -> [ByteRange] {
    var generator = MailboxGenerator(seed: 20_260_101)
    return try generator.write(bytes: bytes, to: file)
  }

  private static func measureHostileMails(in directory: URL) throws -> [HostileFigures] {
    print(HostileFigures.header)
    let figures = try HostileMail.allCases.map { shape in
      let file = try SpoolFile(directory.appendingPathComponent("\(shape)"))
      try shape.write(to: file)
      let figures = try HostileFigures(of: shape, in: file)
      print(figures.line)
      return figures
    }
    print("\nPeak memory with these: \(PeakMemory.megabytes) MB resident.")
    return figures
  }
}
