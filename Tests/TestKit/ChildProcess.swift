import Foundation

/// A program that was started, with what it prints caught in files. It is killed, if it still
/// runs, when the last reference goes.
///
/// The process is not reaped before that, so that its id stays its own: a signal never reaches a
/// stranger, and any number of callers may wait for the end.
package final class ChildProcess: Sendable {
  /// The end of a process.
  package enum End: Sendable, Equatable {
    case exited(Int32)
    case killed(signal: Int32)
  }

  package let id: pid_t
  private let output: TemporaryDirectory
  private let farewell: Int32

  /// Starts `executable` (a path, or a name looked up in PATH) in this process's environment with
  /// `environment` laid over it.
  ///
  /// - Parameters:
  ///   - inputPath: what its standard input is opened from instead, a FIFO say.
  ///   - farewell: the signal that asks it to go in `deinit`; SIGKILL follows in 3 s.
  package init(
    _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
    standardInput: some Sequence<UInt8> = [], inputPath: String? = nil,
    farewell: Int32 = SIGKILL
  ) throws {
    output = try TemporaryDirectory(named: "minicrm-output")
    self.farewell = farewell
    let input = try inputPath ?? output.write(standardInput, to: "stdin")
    let merged = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    id = try spawn(
      executable, arguments, environment: merged, input: input,
      output: output.path("stdout"), errors: output.path("stderr"))
  }

  deinit {
    if hasEnded { return reap() }
    kill(id, farewell)
    for _ in 0..<300 where !hasEnded { usleep(10_000) }
    kill(id, SIGKILL)
    reap()
  }

  private func reap() {
    var status: Int32 = 0
    waitpid(id, &status, 0)
  }

  package func signal(_ number: Int32) { kill(id, number) }

  package var hasEnded: Bool { ended(options: WNOHANG) != nil }

  /// The text that the process has printed so far.
  package var standardOutput: String { read("stdout") }
  package var standardError: String { read("stderr") }
  package var standardOutputBytes: Data {
    FileManager.default.contents(atPath: output.path("stdout")) ?? Data()
  }

  private func read(_ name: String) -> String {
    String(
      decoding: FileManager.default.contents(atPath: output.path(name)) ?? Data(), as: UTF8.self)
  }

  /// Waits for its end. After `limit` it is killed and an error thrown.
  @discardableResult
  package func end(within limit: Duration = .seconds(120)) async throws -> End {
    try await withThrowingTaskGroup(of: End?.self) { group in
      group.addTask { await self.blockingEnd() }
      group.addTask {
        try await Task.sleep(for: limit)
        return nil
      }
      defer { group.cancelAll() }
      if let end = try await group.next() ?? nil { return end }
      signal(SIGKILL)
      throw TestKitError("process \(id) still ran after \(limit); it said: \(standardError)")
    }
  }

  /// Waits on a thread of its own: the cooperative pool has only as many as there are cores.
  private func blockingEnd() async -> End {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(returning: self.ended(options: 0) ?? .exited(-1))
      }
    }
  }

  private func ended(options: Int32) -> End? {
    var info = siginfo_t()
    while waitid(P_PID, id_t(id), &info, WEXITED | WNOWAIT | options) != 0 {
      guard errno == EINTR else { return .exited(-1) }
    }
    guard info.si_signo == SIGCHLD else { return nil }
    let status = info._sifields._sigchld.si_status
    return info.si_code == Int32(CLD_EXITED) ? .exited(status) : .killed(signal: status)
  }

  /// The memory that it holds now, in bytes; nil after its end.
  package var residentMemory: Int? { statusBytes("VmRSS") }

  /// The most memory that it has held at once, in bytes, without the pages of its program and
  /// libraries that it has now, which are of another size in each build; nil after its end.
  package var peakMemory: Int? {
    guard let most = statusBytes("VmHWM"), let files = statusBytes("RssFile") else { return nil }
    return most - files
  }

  /// A line of /proc/PID/status (proc(5)).
  private func statusBytes(_ name: String) -> Int? {
    guard let status = FileManager.default.contents(atPath: "/proc/\(id)/status") else {
      return nil
    }
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("\(name):") }
    return line?.split(separator: " ").dropLast().last.flatMap { Int($0) }.map { $0 * 1024 }
  }
}

/// Tests beside this one may hold sockets that a child must not keep open.
private func openDescriptors() -> [Int32] {
  let names = FileManager.default.enumerator(atPath: "/proc/self/fd")?.allObjects ?? []
  return names.compactMap { ($0 as? String).flatMap { Int32($0) } }
}

/// posix_spawn(3) with the three standard streams on files and no signal blocked or ignored.
private func spawn(
  _ executable: String, _ arguments: [String], environment: [String: String], input: String,
  output: String, errors: String
) throws -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  let written = O_WRONLY | O_CREAT | O_APPEND
  posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 1, output, written, 0o644)
  posix_spawn_file_actions_addopen(&actions, 2, errors, written, 0o644)
  for descriptor in openDescriptors() where descriptor > 2 {
    posix_spawn_file_actions_addclose(&actions, descriptor)
  }

  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var none = sigset_t()
  var all = sigset_t()
  sigemptyset(&none)
  sigfillset(&all)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setsigdefault(&attributes, &all)
  let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
  posix_spawnattr_setflags(&attributes, Int16(flags))

  let argv = ([executable] + arguments).map { strdup($0) } + [nil]
  let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
  defer { (argv + envp).forEach { free($0) } }
  var id = pid_t()
  let failure = posix_spawnp(&id, executable, &actions, &attributes, argv, envp)
  guard failure == 0 else {
    throw TestKitError("\(executable) does not start: \(String(cString: strerror(failure)))")
  }
  return id
}
