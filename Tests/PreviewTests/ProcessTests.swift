import Foundation
import Glibc
import Logging
import Platform
import TestKit
import Testing

@testable import Preview

/// The real previewer, as the pages' daemon starts it, or as a person does.
@Suite struct ProcessTests {
  private let directory: TemporaryDirectory
  private let process: PreviewProcess
  private let client: PreviewClient

  init() throws {
    directory = try TemporaryDirectory(named: "minicrm-preview")
    var logger = Logger(label: "preview")
    logger.logLevel = .critical
    process = try PreviewProcess(
      Minicrm.executable, ["preview", "--descriptor", "3"], in: directory.path("own"),
      logger: logger)
    client = PreviewClient(socket: process.path)
  }

  private func running<Answer: Sendable>(
    _ body: (PreviewClient) async throws -> Answer
  ) async throws -> Answer {
    let process = process
    async let _: Void = process.run()
    return try await body(client)
  }

  /// The process ids of this one's previewer, whose socket is that of the directory.
  private func previewers() -> [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { id in
      let environment = FileManager.default.contents(atPath: "/proc/\(id)/environ") ?? Data()
      let status = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
      return String(decoding: environment, as: UTF8.self).contains(directory.path("own/work"))
        && String(decoding: status, as: UTF8.self).contains("--descriptor")
    }
  }

  @Test func `a file is shown`() async throws {
    let size = try await running {
      await Answered.of(.first, SampleBytes.stream(SamplePDF().bytes), $0)
    }
    #expect(size.imageSize?.width == 800, "\(size.short)")
    let picture = try TemporaryDirectory()
    let heic = try SampleBytes.of(try await SamplePicture.made("a.heic", 64, 64)(picture))
    let shown = try await running { await Answered.of(.first, SampleBytes.stream(heic), $0) }
    #expect(shown.imageSize?.width == 800, "\(shown.short)")
    let text = try await running { await Answered.of(.first, SampleBytes.stream([120]), $0) }
    #expect(text.imageSize?.width == 800, "\(text.short)")
  }

  @Test func `one that was killed is started again, and who waits is answered`() async throws {
    try await running { client in
      #expect(try await eventually { previewers().count == 1 })
      for _ in 0..<3 {
        let before = previewers()
        before.forEach { kill($0, SIGKILL) }
        #expect(try await eventually { Set(previewers()).isDisjoint(with: before) })
        let answered = await Answered.of(.text, SampleBytes.stream(SamplePDF().bytes), client)
        guard case .text = answered else { throw TestKitError(answered.short) }
      }
    }
    #expect(try await eventually { previewers().isEmpty })
  }

  @Test func `it may touch nothing`() async throws {
    try await running { _ in
      #expect(try await eventually { previewers().count == 1 })
      guard let id = previewers().first else { return }
      let status = String(
        decoding: FileManager.default.contents(atPath: "/proc/\(id)/status") ?? Data(),
        as: UTF8.self)
      #expect(status.contains("NoNewPrivs:\t1") && status.contains("Seccomp:\t2"))
      for space in ["net", "user", "ipc"] {
        let own = try FileManager.default.destinationOfSymbolicLink(
          atPath: "/proc/self/ns/\(space)")
        let its = try FileManager.default.destinationOfSymbolicLink(
          atPath: "/proc/\(id)/ns/\(space)")
        #expect(own != its)
      }
    }
  }

  @Test func `its memory stays, whatever it is given`() async throws {
    let files = [
      SamplePDF().bytes, SamplePDF.encrypted, SamplePDF(pages: 2_000).bytes,
      SamplePicture.bomb(50_000, 50_000), Array("lasku\n".utf8),
    ]
    try await running { client in
      for file in files { _ = await Answered.of(.first, SampleBytes.stream(file), client) }
      guard let id = previewers().first else { throw TestKitError("no previewer") }
      let before = Self.peak(id)
      let large = [UInt8](repeating: 120, count: 1 << 20)
      for _ in 0..<3 {
        for file in files { _ = await Answered.of(.first, SampleBytes.stream(file), client) }
        // As many bytes as a file may have.
        _ = await Answered.of(.first, SampleBytes.stream(large, times: 250), client)
      }
      let grown = Self.peak(id) - before
      print("previewer: \(before >> 20) MiB, grown by \(grown >> 10) KiB")
      #expect(grown < 32 << 20)
    }
  }

  /// The most memory that a process has held, in bytes.
  private static func peak(_ id: pid_t) -> Int {
    let status = FileManager.default.contents(atPath: "/proc/\(id)/status") ?? Data()
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").dropLast().last.flatMap { Int($0) } ?? 0) << 10
  }

  @Test func `an ordinary page is drawn soon`() async throws {
    let bytes = SamplePDF(pages: 3).bytes
    let times = try await running { client in
      var times: [Duration] = []
      for _ in 0..<10 {
        let begin = ContinuousClock.now
        let size = await Answered.of(.page(2, width: 1_200), SampleBytes.stream(bytes), client)
        #expect(size.imageSize?.width == 1_200)
        times.append(ContinuousClock.now - begin)
      }
      return times.sorted()
    }
    print("page image: \(times.map { Int($0 / .milliseconds(1)) }) ms")
    #expect(times[times.count / 2] < .seconds(5))
  }

  @Test func `a person starts one, and stops it`() async throws {
    let socket = directory.path("by-hand.sock")
    let child = try ChildProcess(Minicrm.executable, ["preview", "--socket", socket])
    #expect(try await eventually { FileManager.default.fileExists(atPath: socket) })
    let client = PreviewClient(socket: socket)
    let text = await Answered.of(.text, SampleBytes.stream(SamplePDF().bytes), client)
    guard case .text = text else { throw TestKitError(text.short + child.standardError) }
    child.signal(SIGTERM)
    #expect(try await child.end(within: .seconds(20)) == .exited(0))
  }

  @Test func `without a socket it says so`() async throws {
    let run = try await Program.run(Minicrm.executable, ["preview"])
    #expect(run.code == EX_USAGE && run.errors.contains("--socket"))
  }
}
