import Foundation
import TestKit
import Testing

/// One mailbox in trouble: said in one line, the others go on, and its mails wait.
@Suite struct MailboxTroubleTests {
  @Test(arguments: MailboxTrouble.allCases)
  func `one mailbox in trouble is named and the other one drained`(
    trouble: MailboxTrouble
  ) async throws {
    let place = try await TwoMailboxes(trouble)

    let run = try await place.minicrm.run("ingest", "--once")

    #expect(run.code == 1)
    expectOneLine(run.errors, about: trouble.words)
    #expect(try await place.minicrm.documents().map(\.fileName) == ["sound.pdf"])

    try place.repairSettings()
    if trouble == .missingFolder { try await place.makeMissingFolder() }
    try await place.minicrm.ingestOnce()
    let names = try await place.minicrm.documents().map(\.fileName)
    #expect(names.sorted() == ["broken.pdf", "sound.pdf"])
  }

  @Test(arguments: [MailboxTrouble.wrongPassword, .badCertificate, .missingFolder])
  func `the daemon goes on, and takes up a mailbox once it is repaired`(
    trouble: MailboxTrouble
  ) async throws {
    let place = try await TwoMailboxes(trouble)

    let daemon = try place.minicrm.start(["ingest"])

    #expect(
      try await eventually {
        place.dovecot.count(in: "Processed", user: "sound") == 1
      })
    #expect(
      try await eventually {
        trouble.words.allSatisfy { daemon.standardError.lowercased().contains($0.lowercased()) }
      }, "\(daemon.standardError)")
    #expect(!daemon.standardError.contains(Dovecot.password))

    switch trouble {
    case .wrongPassword: try place.repairPassword()
    case .badCertificate: try place.repairCertificate()
    default: try await place.makeMissingFolder()
    }
    #expect(
      try await eventually {
        place.dovecot.count(in: "Processed", user: "broken") == 1
      }, "\(daemon.standardError)")
    #expect(!daemon.hasEnded)
  }
}
