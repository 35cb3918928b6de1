import Foundation
import MIME

/// Measures the MIME reader alone, without IMAP and store: how fast the attachments of an ordinary
/// mailbox are found, decoded and hashed, in what memory, and how long hostile mails take.
enum MIMEBench {
  static func run() throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("mime-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try measureMailbox(in: directory)
    try measureHostileMails(in: directory)
  }

  private static func measureMailbox(in directory: URL) throws {
    let file = try SpoolFile(directory.appendingPathComponent("mailbox"))
    let mails = try generate(bytes: 300_000_000, to: file)
    PeakMemory.reset()
    let scanned = try fastest { try MailboxRun(file: file, work: .scan).run(mails) }
    let decoded = try fastest { try MailboxRun(file: file, work: .decode).run(mails) }
    let hashed = try fastest { try MailboxRun(file: file, work: .decodeAndHash).run(mails) }
    let size = mails.reduce(0) { $0 + $1.length }
    print("## \(mails.count) mails, \(size / 1_000_000) MB, \(hashed.parts) attachments")
    print("")
    print("| work | seconds | MB/s of mail | MB/s decoded |")
    print("|---|---|---|---|")
    for (name, run) in [
      ("scan only", scanned), ("scan, decode", decoded), ("scan, decode, SHA-256", hashed),
    ] {
      let ofMail = rate(size, run.seconds)
      let ofContent = run.decodedBytes == 0 ? "–" : rate(run.decodedBytes, run.seconds)
      print("| \(name) | \(seconds(run.seconds)) | \(ofMail) | \(ofContent) |")
    }
    print("")
    print(
      "Peak memory: \(PeakMemory.megabytes) MB resident. \(decoded.decodedBytes) bytes decoded.")
    print("")
  }

  /// What the generator needs is free again when this returns.
  private static func generate(bytes: Int64, to file: SpoolFile) throws -> [ByteRange] {
    var generator = MailboxGenerator(seed: 20_260_101)
    return try generator.write(bytes: bytes, to: file)
  }

  private static func measureHostileMails(in directory: URL) throws {
    print("| hostile mail | MB | seconds | bytes looked at, times the size | parts |")
    print("|---|---|---|---|---|")
    for shape in HostileMail.allCases {
      let file = try SpoolFile(directory.appendingPathComponent("\(shape)"))
      try shape.write(to: file)
      let mail = file.written(from: 0)
      let clock = ContinuousClock()
      let start = clock.now
      let tree = try MessageReader().read(mail) { try file.scratch() }
      let elapsed = (clock.now - start).inSeconds
      let times = Double(tree.bytesExamined) / Double(mail.length)
      print(
        "| \(shape.rawValue) | \(mail.length / 1_000_000) | \(seconds(elapsed)) "
          + "| \(String(format: "%.1f", times)) | \(tree.allParts.count) |")
    }
    print("")
    print("Peak memory with these: \(PeakMemory.megabytes) MB resident.")
  }

  /// The fastest of five runs: what the code can do, not what the machine was doing beside it.
  private static func fastest(_ run: () throws -> MailboxRun.Result) throws -> MailboxRun.Result {
    var best = try run()
    for _ in 0..<4 {
      let next = try run()
      if next.seconds < best.seconds { best = next }
    }
    return best
  }

  private static func rate(_ bytes: Int64, _ seconds: Double) -> String {
    String(format: "%.0f", Double(bytes) / 1_000_000 / seconds)
  }

  private static func seconds(_ seconds: Double) -> String {
    String(format: "%.3f", seconds)
  }
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
