import Foundation

/// What is measured, as the environment says; all of it unless it says something.
struct IntakePlan {
  /// MINICRM_INTAKE_SCALE: the share of each mailbox's mails.
  let scale: Double
  /// MINICRM_INTAKE_MAILBOXES, _LINKS and _PEERS, with commas.
  let mailboxes: [IntakeMailbox]
  let links: [IntakeLink]
  let peers: [IntakePeerName]
  /// MINICRM_INTAKE_ROUNDS.
  let rounds: Int
  /// MINICRM_BENCH_JSON: where the figures are written to as well.
  let resultFile: String?

  init() throws {
    scale = try Self.number("MINICRM_INTAKE_SCALE") ?? 1
    rounds = Int(try Self.number("MINICRM_INTAKE_ROUNDS") ?? 5)
    guard scale > 0, rounds > 0 else { throw BenchFailure("scale and rounds must be above 0") }
    mailboxes = try Self.choices("MINICRM_INTAKE_MAILBOXES")
    links = try Self.choices("MINICRM_INTAKE_LINKS")
    // Everything is told as a multiple of it.
    peers = [.rawFetch] + (try Self.choices("MINICRM_INTAKE_PEERS")).filter { $0 != .rawFetch }
    resultFile = ProcessInfo.processInfo.environment["MINICRM_BENCH_JSON"]
  }

  private static func number(_ name: String) throws -> Double? {
    guard let text = ProcessInfo.processInfo.environment[name] else { return nil }
    guard let number = Double(text) else { throw BenchFailure("\(name): \(text) is no number") }
    return number
  }

  private static func choices<Choice: RawRepresentable & CaseIterable>(
    _ name: String
  ) throws -> [Choice] where Choice.RawValue == String {
    guard let text = ProcessInfo.processInfo.environment[name] else {
      return Array(Choice.allCases)
    }
    return try text.split(separator: ",").map { word in
      guard let choice = Choice(rawValue: String(word)) else {
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw BenchFailure("\(name): there is no \(word), but \(known)")
      }
      return choice
    }
  }
}

/// How a mailbox is reached.
enum IntakeLink: String, CaseIterable {
  case plain
  case tls
  /// Without TLS, over a proxy that adds 10 ms each way.
  case delayed
}

/// Who reads a mailbox.
enum IntakePeerName: String, CaseIterable {
  case rawFetch = "raw"
  case minicrm
  case minicrmMoving = "minicrm-move"
  case mbsync
  case mbsyncWithoutFsync = "mbsync-nofsync"
  case imapTools = "imap_tools"
}
