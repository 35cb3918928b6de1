import Application
import ArgumentParser
import Foundation
import Store

extension CompanyCommand {
  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send a mail to the company's address and wait until it is a document.",
      discussion: """
        Tells each hop as it happens: handed to the server for outgoing mail, seen in a mailbox, \
        filed. The document is titled as a test and archived at once, also when it comes too late \
        for this command. Exit code 0 when it arrived, 1 else. Example: minicrm company test acme
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The company's slug.") var slug: String
    @Option(help: "How many seconds to wait, 300 at most.") var timeout = 300

    func validate() throws {
      if !(1...300).contains(timeout) {
        throw ValidationError("--timeout must be from 1 to 300 seconds.")
      }
    }

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let smtp = try installation.settings.sending()
      let trial = try await trial(in: installation, over: smtp)
      var hops: [AddressTrialRow.Hop] = []
      let outcome = try await trial.run(within: .seconds(timeout), now: Date()) { hop in
        hops.append(hop.row)
        if !output.json { tell(hop.line) }
      }
      if output.json {
        try output.answer.one(
          AddressTrialRow(
            outcome, hops, company: trial.company, address: trial.address,
            problem: outcome.loss?.text,
            advice: outcome.loss?.advice))
      } else if let loss = outcome.loss {
        tell("FAILED  \(loss.text); \(loss.advice)")
      }
      if outcome.loss != nil { throw ExitCode.failure }
    }

    private func trial(
      in installation: OpenInstallation, over smtp: SMTPSettings
    ) async throws -> AddressTrial {
      do {
        return try await AddressTrial(
          of: installation.company(slug), by: installation.addressTemplate(),
          in: installation.store, from: smtp.sender,
          over: smtp.access, mailboxes: installation.settings.mailboxes.map(\.name))
      } catch is AddressTrial.NobodyReads {
        throw Failure(
          .unreachable,
          "no minicrm ingest is reading a mailbox now, so the mail would wait there; start it "
            + "(systemctl start minicrm-ingest) and see minicrm status, then run this again")
      }
    }

    private func tell(_ line: String) {
      // The trial goes on, whether somebody reads of it or not.
      try? OutputFile.standard.print(line)
    }
  }
}
