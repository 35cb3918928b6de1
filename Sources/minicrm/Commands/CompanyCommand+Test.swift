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
      let place = try await Workplace(options)
      let smtp = try place.settings.sending()
      let scope = try await place.company(slug)
      let company = try await scope.company()
      guard let template = place.settings.address else {
        throw Failure("mail.address is missing in the settings, so companies have no address")
      }
      // One that is switched off the store refuses, whoever reads.
      if company.active { try requireReader(place) }
      let address = template.address(slug: company.slug, token: company.token)
      let trial = AddressTrial(place: place, scope: scope, address: address, smtp: smtp)
      var hops: [AddressTrial.Hop] = []
      let outcome = try await trial.run(within: .seconds(timeout)) { hop in
        hops.append(hop)
        if !output.json { tell(hop.line) }
      }
      if output.json {
        try output.answer.one(AddressTrialRow(outcome, hops, company: slug, address: address))
      } else if let (text, advice) = outcome.loss {
        tell("FAILED  \(text); \(advice)")
      }
      if outcome.loss != nil { throw ExitCode.failure }
    }

    private func tell(_ line: String) {
      print(line)
      // A slow server must not hold back what is known.
      fflush(nil)
    }

    /// Where mails are piped to `mail add` nobody has to read a mailbox.
    private func requireReader(_ place: Workplace) throws {
      let names = place.settings.mailboxes.map(\.name)
      let isRead = try names.contains {
        try Presence.isSeen(.reading(mailbox: $0), in: place.store)
      }
      guard names.isEmpty || isRead else {
        throw Failure(
          "no minicrm ingest is reading a mailbox now, so the mail would wait there; start it "
            + "(systemctl start minicrm-ingest) and see minicrm status, then run this again")
      }
    }
  }
}
