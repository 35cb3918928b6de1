import Foundation
import TestKit
import Testing

/// Imports and erasures whose answer can't be printed after their last commit: given again they do
/// nothing, and answer what they would have.
@Suite struct UndeliveredAnswerTests {
  /// The way in which the answer is lost, as a program that runs another.
  enum Loss: String, Sendable, CaseIterable {
    /// Nobody reads the pipe.
    case closedPipe = """
      import os, sys
      read, write = os.pipe()
      os.close(read)
      os.dup2(write, 1)
      os.execv(sys.argv[1], sys.argv[1:])
      """
    case fullDisk = """
      import os, sys
      os.dup2(os.open('/dev/full', os.O_WRONLY), 1)
      os.execv(sys.argv[1], sys.argv[1:])
      """

    var cause: String { self == .closedPipe ? "Broken pipe" : "No space left on device" }
  }

  @Test(arguments: BatchRound.works, Loss.allCases)
  func `given again it answers, and nothing is done twice`(
    work: BatchRound.Work, loss: Loss
  ) async throws {
    let reference = try await BatchRound(work, rows: 20)
    let answer = try await reference.finish()
    let expected = try await reference.outcome()

    let round = try await BatchRound(work, rows: 20)
    for options in [["--json"], []] {
      let run = try await Program.run(
        "python3",
        ["-c", loss.rawValue, Minicrm.executable] + round.arguments + options
          + ["--config", round.minicrm.settingsFile])
      #expect(run.code == 1)
      let words =
        "standard output can't be written: \(loss.cause); all that was asked for is done: within "
        + "a day the same command answers again, and does nothing twice"
      if options.isEmpty {
        #expect(run.errors == "minicrm: \(words)\n")
      } else {
        #expect(run.errors.contains(#""code":"unwritable""#) && run.errors.contains(words))
      }
    }
    #expect(try await round.minicrm.run("status").succeeded)
    #expect(try await round.finish() == answer)
    #expect(try await round.outcome() == expected)
  }

  @Test(arguments: BatchRound.works)
  func `an answer that was given is forgotten`(work: BatchRound.Work) async throws {
    let round = try await BatchRound(work, rows: 20)
    let answer = try await round.finish()
    let again = try await round.finish()
    switch work {
    // The same rows again, as they ask for.
    case .customers, .contacts, .events, .tasks: #expect(again == answer)
    case .groups, .documents: #expect(again.contains(#""added":0"#) && again != answer)
    case .contact, .person: #expect(again.contains(#""entries":0"#) && again != answer)
    }
    let held = try await round.minicrm.sql(
      """
      SELECT (SELECT count(*) FROM customer WHERE name LIKE 'Asiakas%')
        + (SELECT count(*) FROM contact WHERE name LIKE 'Matti%')
        + (SELECT count(*) FROM logEntry WHERE text LIKE 'soitti%')
        + (SELECT count(*) FROM task WHERE description LIKE 'Soita%')
        + (SELECT count(*) FROM groupNode WHERE name NOT LIKE 'Ryhm%')
        + (SELECT count(*) FROM document)
      """)
    let expected =
      switch work {
      case .contact, .person: 0
      case .groups, .documents: 20
      case .customers, .contacts, .events, .tasks: 40
      }
    #expect(held == "\(expected)\n")
  }
}
