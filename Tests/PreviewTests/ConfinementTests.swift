import Glibc
import Platform
import TestKit
import Testing

@testable import Preview

/// A program that reads a file has that file, and nothing else of the machine.
@Suite struct ConfinementTests {
  /// Runs a program of /usr/bin as a reader of `input`.
  private func run(
    _ name: String, _ arguments: [String], on input: [UInt8] = [], outputSize: Int = 1 << 20
  ) throws -> (code: Int32?, text: String, errors: String) {
    let directory = try TemporaryDirectory(named: "minicrm-confined")
    let stop = try StopPipe()
    var ends: [Int32] = [0, 0]
    #expect(socketpair(AF_UNIX, ListeningSocket.stream, 0, &ends) == 0)
    defer { ends.forEach { close($0) } }
    let work = PreviewWork(
      PreviewLimits(), in: directory.path, for: ends[0], stop: stop.descriptor)
    let file = try work.temporaryFile()
    try input.withBytes { bytes throws(SystemError) in try file.write(bytes, at: 0) }
    let run = try ConfinedProgram(name: name, arguments: arguments)
      .run(on: file, work, outputSize: outputSize)
    return (run.code, run.text(atMost: 1 << 20), run.errors)
  }

  private func perl(_ program: String) throws -> String {
    let run = try run("perl", ["-e", program])
    return run.text + run.errors
  }

  @Test func `this kernel grants all protections`() throws {
    #expect(try Protections.granted() == .all)
  }

  @Test func `it reads the file that it was given`() throws {
    #expect(try run("cat", [ConfinedProgram.file], on: Array("lasku".utf8)).text == "lasku")
  }

  @Test func `it reads no other file`() throws {
    let directory = try TemporaryDirectory(named: "minicrm-secret")
    let secret = try directory.write("another company's", to: "secret", mode: 0o644)
    for path in [secret, "/etc/passwd", "/proc/1/status", "/proc/self/environ"] {
      let run = try run("cat", [path])
      #expect(run.code == 1 && run.text.isEmpty, "\(path)")
      #expect(run.errors.contains("Permission denied"), "\(run.errors)")
    }
    let list = try run("ls", [directory.path])
    #expect(list.code == 2 && list.text.isEmpty)
  }

  @Test func `it writes no file`() throws {
    let directory = try TemporaryDirectory(named: "minicrm-secret")
    #expect(try run("cp", [ConfinedProgram.file, directory.path("new")]).code == 1)
    #expect(try run("mkdir", [directory.path("new")]).code == 1)
    #expect(try run("rm", ["-rf", directory.path]).code == 1)
    #expect(try Tree(directory.path).entries.count == 1)
  }

  @Test func `it starts no process`() throws {
    #expect(try perl("print fork() // qq(none: $!)").hasPrefix("none: "))
  }

  @Test(arguments: ["PF_INET", "PF_INET6", "PF_UNIX", "PF_NETLINK"])
  func `it makes no socket`(family: String) throws {
    let number = ["PF_INET": 2, "PF_INET6": 10, "PF_UNIX": 1, "PF_NETLINK": 16][family] ?? 0
    #expect(
      try perl("print socket(S, \(number), 3, 0) ? 'made' : qq(none: $!)")
        == "none: Permission denied")
  }

  @Test func `it ends no other process, and changes none`() throws {
    #expect(try perl("print kill(0, \(getpid())) ? 'could' : qq(none: $!)").hasPrefix("none: "))
    #expect(try perl("print kill(9, \(getpid())) ? 'could' : qq(none: $!)").hasPrefix("none: "))
  }

  @Test func `it has no descriptor but its own`() throws {
    let listed = try perl("print join ' ', grep { open my $f, '<&=', $_ } 0..200")
    #expect(listed.split(separator: " ").map(String.init).prefix(3) == ["0", "1", "2"])
    #expect(listed.split(separator: " ").count == 3)
  }

  @Test func `its limits are those of the request`() throws {
    let limits = try run("prlimit", ["--noheadings", "--raw", "-o", "RESOURCE,SOFT"]).text
    let lines = Set(limits.split(separator: "\n").map(String.init))
    #expect(
      lines.isSuperset(of: ["AS 1073741824", "CPU 5", "FSIZE 1048576", "CORE 0", "NOFILE 64"]),
      "\(limits)")
  }

  @Test func `its output ends at the limit`() throws {
    let run = try run("yes", [], outputSize: 10_000)
    #expect(run.code == nil && run.text.utf8.count == 10_000)
  }

  @Test func `a program that isn't there is told of`() throws {
    #expect(throws: PreviewRefusal.unavailable("/usr/bin/nothing-of-that-name is not there")) {
      try run("nothing-of-that-name", [])
    }
  }
}
