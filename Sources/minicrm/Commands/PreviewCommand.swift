import ArgumentParser
import Daemon
import Foundation
import Logging
import Platform
import Preview

/// `minicrm preview`
struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Turn files into page images and text, for the pages.",
    discussion: """
      Takes one file a connection over a Unix socket: the one that systemd hands over, or the one \
      that --socket names. It needs neither the settings nor the store. \
      Example: minicrm preview --socket /run/user/1000/preview.sock
      """)
  @Option(help: "Listen at this path, for this user alone.") var socket: String?
  @Option(
    help: ArgumentHelp("Listen on this open descriptor.", visibility: .private))
  var descriptor: Int32?
  @Option(help: "Work on so many files at once.") var slots = 2

  /// The first descriptor that systemd hands over (sd_listen_fds(3)).
  private static let firstPassed: Int32 = 3

  func validate() throws {
    guard (1...64).contains(slots) else { throw ValidationError("--slots is 1 to 64.") }
    guard socket == nil || descriptor == nil else {
      throw ValidationError("--socket or --descriptor, not both.")
    }
  }

  func run() async throws {
    let logger = Logger(label: "minicrm") { _ in LineLogHandler() }
    let listening = try listening()
    let server = PreviewServer(listening, in: NSTemporaryDirectory(), logger: logger)
    let slots = slots
    try await DaemonLife(logger: logger).run {
      DaemonWork(
        saying: "showing files",
        (1...slots).map { slot in
          DaemonPart("slot \(slot)") { report in
            await report.doing("waiting for files")
            try await server.serve(sign: { report.sign(waiting: $0) })
          }
        })
    }
  }

  private func listening() throws -> ListeningSocket {
    if let socket { return try ListeningSocket(at: socket) }
    if let descriptor { return try ListeningSocket(taking: descriptor) }
    let environment = ProcessInfo.processInfo.environment
    guard environment["LISTEN_PID"] == "\(getpid())", environment["LISTEN_FDS"] == "1" else {
      throw ValidationError("No socket was handed over; name one by --socket.")
    }
    return try ListeningSocket(taking: Self.firstPassed)
  }
}
