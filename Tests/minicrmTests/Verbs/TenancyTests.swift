import Foundation
import TestKit
import Testing

/// No company sees another's data, through any verb.
@Suite struct TenancyTests {
  /// The verbs of an operator for no company in particular; `mail add` goes by the secret address.
  private static let operatorVerbs: Set = [
    "company add", "company list", "mail add", "mailbox list", "status",
  ]

  @Test func `every verb is for a company, and one on an id lets the company be named`()
    async throws
  {
    for verb in try await Verb.all() {
      let isForCompany = VerbSamples.context.contains(where: verb.has)
      #expect(
        isForCompany || Self.operatorVerbs.contains(verb.name),
        """
        \(verb) names no company: give it --company (OwnerOptions on a verb on an id), or add it \
        to TenancyTests.operatorVerbs, or to Verb.apart when it is no verb on the store
        """)
      let takesID = verb.has("<id>") || verb.has("<ids>")
      #expect(!takesID || verb.has("--company"), "\(verb) takes an id without --company")
    }
  }

  @Test func `what another company has does not exist, for every verb`() async throws {
    let installation = try await PreparedInstallation()
    let verbs = try await Verb.all().filter { !Self.operatorVerbs.contains($0.name) }
    await installation.forEach(verbs) { verb, minicrm in
      try await ForeignRecords(verb, minicrm, installation).check()
    }
  }

  @Test func `no verb for one company prints anything of another`() async throws {
    let installation = try await PreparedInstallation()
    await installation.forEach(try await Verb.all()) { verb, minicrm in
      guard !["company add", "company list"].contains(verb.name) else { return }
      let bare = try VerbLine(verb, for: installation.beta)
      var lines = [bare, try bare.withEverything(of: installation.beta)]
      if ReadingVerbs.contains(verb) {
        for argument in verb.arguments where argument.kind == .option && !argument.isRequired {
          let value = try VerbSamples.values(of: argument, at: verb).first?(installation.beta)
          lines.append(bare.with(argument, value))
        }
      }
      for (index, line) in lines.enumerated() {
        // A verb that changes something can't be run twice on the same record.
        let isFresh = index == 0 || ReadingVerbs.contains(verb)
        let place = isFresh ? minicrm : try await installation.copy()
        let run = try await place.run(line, json: index % 2 == 1)
        #expect(run.code == 0, "minicrm \(line.arguments): \(run.errors)")
        for word in ["acme", PreparedInstallation.marker] {
          let isTold = run.text.contains(word) || run.errors.contains(word)
          #expect(!isTold, "minicrm \(line.arguments): \(run.text) \(run.errors)")
        }
      }
    }
  }
}

/// One verb at `beta`, given what is acme's.
private struct ForeignRecords {
  private let verb: Verb
  private let minicrm: Minicrm
  private let installation: PreparedInstallation

  init(_ verb: Verb, _ minicrm: Minicrm, _ installation: PreparedInstallation) {
    self.verb = verb
    self.minicrm = minicrm
    self.installation = installation
  }

  func check() async throws {
    let (acme, nowhere) = (installation.acme, installation.nowhere)
    let before = try await minicrm.dump()
    for argument in verb.arguments
    where argument.kind != .flag && !VerbSamples.context.contains(argument.label) {
      for value in try VerbSamples.values(of: argument, at: verb)
      where value(acme) != value(nowhere) {
        let line = try VerbLine(verb, for: installation.beta)
        try await compare(line.with(argument, value(acme)), line.with(argument, value(nowhere)))
        // The record of beta that the verb is on decides as well. With an id of acme it would be a
        // verb of acme.
        if !["<id>", "<ids>"].contains(argument.label),
          !VerbSamples.choosing.contains(argument.label),
          let line = line.withoutCompany
        {
          try await compare(
            line.with(argument, value(acme)), line.with(argument, value(nowhere)))
        }
      }
    }
    #expect(try await minicrm.dump() == before, "\(verb) at beta changed something")
  }

  private func compare(_ foreign: VerbLine, _ unknown: VerbLine) async throws {
    let run = try await minicrm.run(foreign)
    let other = try await minicrm.run(unknown)
    let errors = installation.acme.hidden(in: run.errors)
    #expect(run.code == 1, "minicrm \(foreign.arguments): \(run.text) \(run.errors)")
    #expect(other.code == 1, "minicrm \(unknown.arguments): \(other.text) \(other.errors)")
    #expect(
      errors == installation.nowhere.hidden(in: other.errors), "minicrm \(foreign.arguments)")
    #expect(run.output.isEmpty)
    for word in ["acme", PreparedInstallation.marker] {
      #expect(!errors.contains(word), "minicrm \(foreign.arguments): \(run.errors)")
    }
  }
}
