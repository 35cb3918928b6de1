import CConfine
import Glibc
import Platform

/// A program of poppler or libvips that reads one hostile file. It sees the file as its standard
/// input, writes to its standard output, and may touch nothing else: no file but what programs need
/// to run, no socket, no other process (see `CConfine`).
struct ConfinedProgram {
  /// The end of a program that has ended by itself.
  struct Run {
    /// Its exit code; nil when a signal ended it.
    let code: Int32?
    let signal: Int32?
    let output: TemporaryFile
    /// Bytes of the output.
    let size: Int64
    /// The beginning of its complaints.
    let errors: String

    /// True where the most that it may write was written.
    var isCut: Bool { signal == SIGXFSZ }
  }

  /// The file, as the programs are told of it.
  static let file = "/proc/self/fd/0"
  /// Files that programs need, and the file itself.
  private static let readable = [
    "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime",
    "/var/cache/fontconfig", "/dev/null", "/dev/urandom", file,
  ]
  static let folder = "/usr/bin/"
  private static let environment = [
    "PATH=/usr/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent", "MALLOC_ARENA_MAX=1",
    // One thread; nothing compiled in memory, which a sandbox forbids; large images not in files.
    "VIPS_CONCURRENCY=1", "VIPS_NOVECTOR=1", "VIPS_DISC_THRESHOLD=100g",
  ]
  private static let descriptors: UInt64 = 64
  private static let longestComplaint = 2_000

  let name: String
  let arguments: [String]
  /// libvips reads nothing but images of the kinds that its authors hold to be safe.
  var readsTrusted = false

  /// Runs the program on the file to its end. It is killed where the work has to end before.
  ///
  /// - Parameter outputSize: bytes that it may write; it is ended at the next one.
  func run(
    on file: TemporaryFile, _ work: PreviewWork, outputSize: Int
  ) throws(PreviewRefusal) -> Run {
    let output = try work.temporaryFile()
    let errors = try work.temporaryFile()
    let id = start(file, output, errors, work.limits, outputSize)
    guard id >= 0 else { throw .unavailable("\(name) can't be started: \(ErrorNumber.last)") }
    let ending = work.awaitEnd(of: id)
    if ending != nil { kill(-id, SIGKILL) }
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0 && errno == EINTR {}
    if let ending { throw ending }
    let signal = status & 0x7f
    let run = Run(
      code: signal == 0 ? status >> 8 & 0xff : nil, signal: signal == 0 ? nil : signal,
      output: output, size: Self.size(of: output), errors: Self.text(of: errors))
    if let refusal = refusal(of: run) { throw refusal }
    return run
  }

  /// The refusals that any program's end may mean.
  private func refusal(of run: Run) -> PreviewRefusal? {
    switch (run.code, run.signal) {
    case (127, _): .unavailable("\(Self.folder)\(name) is not there")
    case (126, _): .unavailable("the limits of \(name) can't be set")
    case (_, SIGXCPU): .beyond(.time)
    // The kernel, where all memory of the service is taken.
    case (_, SIGKILL): .beyond(.memory)
    // pdftoppm says so, draws nothing, and ends as if all were well.
    case _ where run.errors.contains(/[Oo]ut of memory|bad_alloc|[Uu]nable to allocate/):
      .beyond(.memory)
    default: nil
    }
  }

  private func start(
    _ file: TemporaryFile, _ output: TemporaryFile, _ errors: TemporaryFile,
    _ limits: PreviewLimits, _ outputSize: Int
  ) -> pid_t {
    let untrusted = readsTrusted ? [] : ["VIPS_BLOCK_UNTRUSTED=1"]
    return withCStrings([name] + arguments) { arguments in
      withCStrings(Self.environment + untrusted) { environment in
        withCStrings(Self.readable) { readable in
          (Self.folder + name).withCString { path in
            var program = minicrm_confine_program()
            program.path = path
            program.arguments = arguments
            program.environment = environment
            program.standard = (file.descriptor, output.descriptor, errors.descriptor)
            program.fourth = -1
            program.limits = minicrm_confine_limits(
              memory: UInt64(limits.memory), cpu_seconds: UInt64(limits.processorSeconds),
              file_bytes: UInt64(outputSize), descriptors: Self.descriptors)
            program.readable = UnsafeRawPointer(readable)
              .assumingMemoryBound(to: UnsafePointer<CChar>?.self)
            program.is_alone = 1
            program.dies_with_thread = 1
            return minicrm_confine_start(&program)
          }
        }
      }
    }
  }

  private static func size(of file: TemporaryFile) -> Int64 {
    var status = stat()
    return fstat(file.descriptor, &status) == 0 ? Int64(status.st_size) : 0
  }

  private static func text(of file: TemporaryFile) -> String {
    var bytes = [UInt8](repeating: 0, count: longestComplaint)
    let count = pread(file.descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}

extension ConfinedProgram.Run {
  /// All of the output.
  func text(atMost limit: Int) -> String {
    var bytes = [UInt8](repeating: 0, count: Int(min(size, Int64(limit))))
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeMutableBytes {
        pread(output.descriptor, $0.baseAddress, $0.count, off_t(done))
      }
      if count <= 0 { break }
      done += count
    }
    return String(decoding: bytes.prefix(done), as: UTF8.self)
  }
}

/// Lets `body` see the strings as C's arrays of pointers, with a null pointer at the end.
func withCStrings<Answer>(
  _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Answer
) -> Answer {
  let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    .allocate(capacity: strings.count + 1)
  for (index, string) in strings.enumerated() { pointers[index] = strdup(string) }
  pointers[strings.count] = nil
  defer {
    for index in strings.indices { free(pointers[index]) }
    pointers.deallocate()
  }
  return body(UnsafePointer(pointers))
}
