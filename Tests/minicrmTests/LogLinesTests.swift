import Foundation
import TestKit
import Testing

/// `log record --stdin`: a JSON line in, a JSON line out.
@Suite struct LogLinesTests {
  private struct Answer: Decodable, Equatable {
    struct Fault: Decodable, Equatable {
      let code: String
      let field: String?
    }
    let id: Int?
    let recorded: Bool?
    let error: Fault?
  }

  private static let arguments = ["log", "record", "--company", "acme", "--stdin"]

  private func answers(_ text: String) throws -> [Answer] {
    try text.split(separator: "\n").map {
      try JSONDecoder().decode(Answer.self, from: Data($0.utf8))
    }
  }

  @Test func `each line is answered in its place, and a broken one stops none`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let lines = """
      {"kind":"invoice","amount":"10.00","externalID":"A1","at":"2026-05-01"}
      {"kind":"invoice"
      {"kind":"invoice","externalID":"A2"}

      {"kind":"invoice","amount":"10","externalID":"A1","at":"2026-05-01"}
      {"kind":"invoice","amount":"11","externalID":"A1","at":"2026-05-01"}
      {"kind":"note","text":"a","customer":9}
      {"kind":"note","text":"a","text":"b"}
      {"kind":"note","text":"\(String(repeating: "x", count: 2 << 20))"}
      {"kind":"note","text":"Oikaisu","corrects":1}
      """
    let run = try await minicrm.run(Self.arguments, standardInput: Array(lines.utf8))
    #expect(run.code == 1)
    #expect(run.errors.contains("6 of 9 lines were refused"), "\(run.errors)")
    func refused(_ code: String, _ field: String? = nil) -> Answer {
      Answer(id: nil, recorded: nil, error: Answer.Fault(code: code, field: field))
    }
    #expect(
      try answers(run.text) == [
        Answer(id: 1, recorded: true, error: nil), refused("refused"),
        refused("refused", "amount"), Answer(id: 1, recorded: false, error: nil),
        refused("conflict", "externalID"), refused("notFound", "customer"), refused("refused"),
        refused("refused"), Answer(id: 2, recorded: true, error: nil),
      ])
    #expect(try await minicrm.log().map(\.text) == ["Oikaisu", "Lasku 10,00 EUR"])
    #expect(try await minicrm.run(Self.arguments + ["--kind", "note"]).code == 64)
    #expect(try await minicrm.run(["log", "record", "--company", "acme"]).code == 64)
  }

  @Test func `a writer that waits for its answer gets it before it writes on`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let fifo = minicrm.directory.path("lines")
    try #require(mkfifo(fifo, 0o600) == 0)
    // Opened both ways, so that neither side waits for the other to open.
    let writer = try #require(FileHandle(forUpdatingAtPath: fifo))
    let child = try minicrm.start(Self.arguments, inputPath: fifo)
    for number in 1...3 {
      // The second one comes in two pieces.
      for piece in [#"{"kind":"note","#, "\"text\":\"\(number)\"}\n"] {
        try writer.write(contentsOf: Data(piece.utf8))
      }
      let isAnswered = try await eventually {
        child.standardOutput.split(separator: "\n").count == number
      }
      #expect(isAnswered, "\(number): \(child.standardError)")
      #expect(try await minicrm.log().count == number)
    }
    try writer.close()
    #expect(try await child.end() == .exited(0), "\(child.standardError)")
  }

  @Test func `a thousand lines are recorded in their order`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let lines = (1...1_200).map { #"{"kind":"note","text":"\#($0)"}"# }.joined(separator: "\n")
    let output = try await minicrm.mustRun(Self.arguments, standardInput: Array(lines.utf8))
    let answers = try answers(String(decoding: output, as: UTF8.self))
    #expect(answers.map(\.id) == (1...1_200).map { $0 })
    let fed = try await minicrm.mustRun(["log", "feed", "--company", "acme"])
    let entries = try String(decoding: fed, as: UTF8.self).split(separator: "\n").map {
      try JSONDecoder().decode(LogPage.Entry.self, from: Data($0.utf8))
    }
    #expect(entries.map(\.text) == (1...1_200).map { "\($0)" })
  }
}
