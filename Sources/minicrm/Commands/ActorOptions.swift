import ArgumentParser
import Records
import Store

/// The option that names the person who acts, on a verb that changes something.
struct ActorOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: "The e-mail address of the company's person who acts; without it the operator does.")
  var actor: String?

  func person(in scope: CompanyScope) async throws -> PersonID? {
    guard let actor else { return nil }
    guard let person = try await scope.person(email: actor) else {
      throw Failure("--as \(actor): nobody at the company has that address")
    }
    return person.id
  }
}
