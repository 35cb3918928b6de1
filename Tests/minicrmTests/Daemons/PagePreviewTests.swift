import Foundation
import TestKit
import Testing

/// The previewer of `minicrm web`: its own, or one that runs already.
@Suite struct PagePreviewTests {
  private let minicrm: Minicrm

  init() throws { minicrm = try Minicrm() }

  /// The process ids of the previewers that the daemon has started.
  private func previewers(of daemon: ChildProcess) -> [pid_t] {
    let threads =
      (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(daemon.id)/task")) ?? []
    return threads.flatMap { thread in
      Self.text("/proc/\(daemon.id)/task/\(thread)/children").split(separator: " ")
        .compactMap { pid_t($0) }
    }.filter { Self.text("/proc/\($0)/cmdline").contains("preview\0--descriptor") }
  }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  /// The directory in which a previewer works, beside its socket.
  private static func place(of previewer: pid_t) -> String? {
    text("/proc/\(previewer)/environ").firstMatch(of: /TMPDIR=(\/[^\0]+)\/work/)
      .map { String($0.1) }
  }

  private func use(previewSocket: String) throws {
    let settings = try String(contentsOfFile: minicrm.settingsFile, encoding: .utf8)
    try minicrm.directory.write(
      settings + "  previewSocket: \(previewSocket)\n", to: "minicrm.yaml")
  }

  @Test func `where no previewer listens the daemon keeps one running until it stops`()
    async throws
  {
    try use(previewSocket: minicrm.directory.path("none.sock"))
    let daemon = try minicrm.start(["web"])
    #expect(
      try await eventually { previewers(of: daemon).count == 1 }, "\(daemon.standardError)")
    let first = try #require(previewers(of: daemon).first)
    let place = try #require(Self.place(of: first))
    #expect(FileManager.default.fileExists(atPath: place + "/socket"))
    #expect(Self.text("/proc/\(first)/status").contains("NoNewPrivs:\t1"))
    #expect(FileManager.default.fileExists(atPath: minicrm.storeDirectory + "/previews"))

    kill(first, SIGKILL)
    #expect(
      try await eventually { previewers(of: daemon).contains { $0 != first } },
      "\(daemon.standardError)")
    #expect(daemon.standardError.contains("is started again"))

    // By other settings it is another one.
    let second = previewers(of: daemon)
    daemon.signal(SIGHUP)
    #expect(
      try await eventually {
        let now = previewers(of: daemon)
        return now.count == 1 && Set(now).isDisjoint(with: second)
      }, "\(daemon.standardError)")
    let last = try #require(previewers(of: daemon).first.flatMap(Self.place))

    daemon.signal(SIGTERM)
    #expect(try await daemon.end(within: .seconds(20)) == .exited(0))
    for place in [place, last] {
      #expect(!FileManager.default.fileExists(atPath: place), "\(daemon.standardError)")
    }
  }

  @Test func `what was made of a file that is gone goes with the next collection`() async throws {
    try await minicrm.addCompany()
    let digests = ["ab", "cd"].map { String(repeating: $0, count: 32) }
    // Too young to be collected.
    try minicrm.directory.write("x", to: "store/blobs/ab/\(digests[0].dropFirst(2))")
    let previews = try digests.map {
      try minicrm.directory.write("x", to: "store/previews/\($0)-1-page1-800")
    }
    func areThere() -> [Bool] { previews.map { FileManager.default.fileExists(atPath: $0) } }
    try await minicrm.mustRun(["gc", "--dry-run"])
    #expect(areThere() == [true, true])
    try await minicrm.mustRun(["gc"])
    #expect(areThere() == [true, false])
  }

  @Test func `killed, the daemon takes its previewer along`() async throws {
    try use(previewSocket: minicrm.directory.path("none.sock"))
    let daemon = try minicrm.start(["web"])
    #expect(try await eventually { previewers(of: daemon).count == 1 })
    let previewer = try #require(previewers(of: daemon).first)
    let place = try #require(Self.place(of: previewer))
    daemon.signal(SIGKILL)
    try await daemon.end()
    #expect(try await eventually { kill(previewer, 0) != 0 })
    try FileManager.default.removeItem(atPath: place)
  }

  @Test func `a previewer that listens already is used, and no other is started`() async throws {
    let socket = minicrm.directory.path("preview.sock")
    let theirs = try ChildProcess(Minicrm.executable, ["preview", "--socket", socket])
    #expect(try await eventually { FileManager.default.fileExists(atPath: socket) })
    try use(previewSocket: socket)
    let daemon = try minicrm.start(["web"])
    #expect(try await eventually { daemon.standardError.contains("serving pages at") })
    #expect(previewers(of: daemon).isEmpty)
    #expect(!daemon.standardError.contains("no previewer"), "\(daemon.standardError)")
    try await DoctorDesk(minicrm).expect("page images: previewer", "ok", "listens at \(socket)")
    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
    theirs.signal(SIGTERM)
    #expect(try await theirs.end() == .exited(0))
  }
}
