import CConfine
import Foundation
import Logging
import Platform

/// The previewer as a process that another one starts, where no service manager does: with limits,
/// and with all the protections that this kernel grants (`Protections`).
package struct PreviewProcess: Sendable {
  /// Bytes of address space of the previewer itself, which reads no file's insides.
  private static let memory: UInt64 = 8 << 30
  private static let descriptors: UInt64 = 256
  private static let pauses = (first: Duration.milliseconds(100), longest: Duration.seconds(60))

  private let program: String
  private let arguments: [String]
  private let directory: String
  private let socket: ListeningSocket
  private let logger: Logger

  /// The path at which the previewer listens, for this user alone.
  package let path: String

  /// - Parameters:
  ///   - program: the path of this executable.
  ///   - arguments: the ones that make it a previewer, on the socket that is its descriptor 3.
  ///   - directory: a private one that holds the socket, and the files that are worked on.
  package init(
    _ program: String, _ arguments: [String], in directory: String, logger: Logger
  ) throws(SystemError) {
    (self.program, self.arguments) = (program, arguments)
    (self.directory, self.logger) = (directory, logger)
    try PrivateDirectory.make(directory, subject: directory)
    try PrivateDirectory.make(directory + "/work", subject: directory)
    path = Self.path(in: directory)
    socket = try ListeningSocket(at: path)
  }

  /// The path at which the previewer of a directory listens.
  package static func path(in directory: String) -> String { directory + "/socket" }

  /// Keeps a previewer running until the task is cancelled; who asks while none is there waits.
  package func run() async throws {
    let stop = try StopPipe()
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // The previewer ends with the thread that has started it, however that ends.
        Thread.detachNewThread {
          keepRunning(until: stop)
          continuation.resume()
        }
      }
    } onCancel: {
      stop.ask()
    }
    try Task.checkCancellation()
  }

  private func keepRunning(until stop: StopPipe) {
    var backoff = Backoff(first: Self.pauses.first, limit: Self.pauses.longest)
    while true {
      let begin = ContinuousClock.now
      let id = start()
      guard id >= 0 else {
        logger.error("the previewer can't be started: \(ErrorNumber.last)")
        if isStopped(stop, backoff.next(random: .random(in: 0..<1))) { return }
        continue
      }
      let isWished = awaitEnd(of: id, stop)
      if isWished { kill(id, SIGKILL) }
      var status: Int32 = 0
      while waitpid(id, &status, 0) < 0 && errno == EINTR {}
      if isWished { return }
      logger.error(
        "the previewer has ended, and is started again", metadata: ["status": "\(status)"])
      if ContinuousClock.now - begin > Self.pauses.longest { backoff.reset() }
      if isStopped(stop, backoff.next(random: .random(in: 0..<1))) { return }
    }
  }

  private func isStopped(_ stop: StopPipe, _ pause: Duration) -> Bool {
    if case .nothing = stop.awaitReadable(-1, pause) { return false }
    return true
  }

  /// True where the wish to stop came first.
  private func awaitEnd(of id: pid_t, _ stop: StopPipe) -> Bool {
    let end = LinuxCalls.openProcess(id)
    guard end >= 0 else { return false }
    defer { close(end) }
    while true {
      switch stop.awaitReadable(end, .seconds(3_600)) {
      case .stopped: return true
      case .readable: return false
      case .nothing: continue
      }
    }
  }

  private func start() -> pid_t {
    let null = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(null) }
    let environment = [
      "PATH=/usr/bin", "LC_ALL=C.UTF-8", "TMPDIR=\(directory)/work", "LIBDISPATCH_LOG=NO",
      "SWIFT_BACKTRACE=enable=no",
    ]
    return withCStrings([program] + arguments) { arguments in
      withCStrings(environment) { environment in
        withCStrings(Self.readable + [program]) { readable in
          withCStrings([directory + "/work"]) { writable in
            program.withCString { path in
              var start = minicrm_confine_program()
              start.path = path
              start.arguments = arguments
              start.environment = environment
              start.standard = (null, null, STDERR_FILENO)
              start.fourth = socket.descriptor
              start.limits = minicrm_confine_limits(
                memory: Self.memory, cpu_seconds: 0, file_bytes: 0,
                descriptors: Self.descriptors)
              start.readable = UnsafeRawPointer(readable)
                .assumingMemoryBound(to: UnsafePointer<CChar>?.self)
              start.writable = UnsafeRawPointer(writable)
                .assumingMemoryBound(to: UnsafePointer<CChar>?.self)
              start.is_apart = 1
              start.dies_with_thread = 1
              return minicrm_confine_start(&start)
            }
          }
        }
      }
    }
  }

  /// The program's own libraries, wherever they are, and the converters' needs.
  private static var readable: [String] {
    [
      "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime",
      "/var/cache/fontconfig", "/dev/null", "/dev/urandom", "/proc/self",
    ] + libraries
  }

  /// The directories of the libraries that this process has loaded (proc(5)): a build that is being
  /// tried has those of its compiler.
  private static var libraries: [String] {
    guard let maps = try? RegularFile.contents(of: "/proc/self/maps", atMost: 16 << 20) else {
      return []
    }
    let paths = String(decoding: maps, as: UTF8.self).split(separator: "\n").compactMap { line in
      line.split(separator: " ").last.map(String.init)
    }
    let libraries = paths.filter { $0.hasPrefix("/") && $0.contains(".so") }
    return Set(libraries.compactMap { path in path.lastIndex(of: "/").map { String(path[..<$0]) } })
      .filter { !$0.isEmpty }.sorted()
  }
}
