import ArgumentParser
import Foundation
import Records
import Store

/// The option that names the person who acts, on a verb that changes something.
struct ActorOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: "The e-mail address of the company's person who acts; without it the operator does.")
  var actor: String?

  /// The company with who acts in it, now.
  func acting(in scope: CompanyScope) async throws -> ActingCompany {
    scope.acting(as: try await actor(in: scope), at: Date())
  }

  func actor(in scope: CompanyScope) async throws -> Actor {
    guard let actor else { return .operator }
    guard let person = try await scope.person(email: actor) else {
      throw Failure("--as \(actor): nobody at the company has that address")
    }
    return .person(person.id)
  }
}
