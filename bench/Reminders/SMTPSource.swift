import Foundation
import TestKit

/// Postfix's smtp-source, which is made to load servers: it composes nothing and keeps nothing, so
/// it is the limit of what can be sent to the sink over as many connections. It sends no command
/// ahead.
enum SMTPSource {
  private static let program = "/usr/sbin/smtp-source"
  /// As many as the settings have for the worker unless told otherwise.
  static let connections = 4
  /// An empty line that it adds to a mail from a file, in bytes.
  static let addition = 2

  /// The seconds that `count` mails like this took, the program's start and its connections'
  /// included; nil where there is no such program.
  static func send(_ mail: [UInt8], count: Int, to port: UInt16) async throws -> Double? {
    guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
    let directory = try TemporaryDirectory(named: "reminder-bench")
    // curl ends each line with CRLF by itself.
    let file = try directory.write(mail.filter { $0 != UInt8(ascii: "\r") }, to: "mail.eml")
    let arguments = [
      "-d", "-s", "\(connections)", "-m", "\(count)", "-F", file, "-f", "muistutus@example.fi",
      "-t", "henkilo@example.fi", "inet:127.0.0.1:\(port)",
    ]
    let start = ContinuousClock.now
    try await Program.mustRun(program, arguments)
    return (ContinuousClock.now - start) / .seconds(1)
  }
}
