/// The measurements that the environment asks for; all where it asks for none.
struct IntakePlan {
  /// MINICRM_INTAKE_SCALE: the share of each mailbox's mails.
  let scale: Double
  /// MINICRM_INTAKE_MAILBOXES, _LINKS and _PEERS, with commas.
  let mailboxes: [IntakeMailbox]
  let links: [IntakeLink]
  let peers: [IntakePeerName]
  /// MINICRM_INTAKE_ROUNDS.
  let rounds: Int

  init() throws {
    scale = try BenchVariable.number("MINICRM_INTAKE_SCALE") ?? 1
    guard scale > 0 else { throw BenchFailure("MINICRM_INTAKE_SCALE must be above 0") }
    rounds = try BenchVariable.count("MINICRM_INTAKE_ROUNDS", unlessSet: 5)
    mailboxes = try Self.choices("MINICRM_INTAKE_MAILBOXES")
    links = try Self.choices("MINICRM_INTAKE_LINKS")
    // Everything is told as a multiple of it.
    peers = [.rawFetch] + (try Self.choices("MINICRM_INTAKE_PEERS")).filter { $0 != .rawFetch }
  }

  private static func choices<Choice: RawRepresentable & CaseIterable>(
    _ name: String
  ) throws -> [Choice] where Choice.RawValue == String {
    guard let text = BenchVariable.text(name) else { return Array(Choice.allCases) }
    return try text.split(separator: ",").map { word in
      guard let choice = Choice(rawValue: String(word)) else {
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw BenchFailure("\(name): there is no \(word), but \(known)")
      }
      return choice
    }
  }
}

/// The link to a mailbox.
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
