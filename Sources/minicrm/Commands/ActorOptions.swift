import Application
import ArgumentParser
import Foundation
import Store

/// The option that names the person who acts, on a verb that changes something.
struct ActorOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: """
      The e-mail address of the company's person who acts; default: $MINICRM_AS, else the \
      operator does.
      """)
  var actor: String?

  /// The company with who acts in it, now.
  func acting(in scope: CompanyScope) async throws -> ActingCompany {
    try await scope.acting(as: actor, now: Date())
  }
}
