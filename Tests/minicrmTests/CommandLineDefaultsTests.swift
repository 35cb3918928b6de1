import Foundation
import TestKit
import Testing

/// MINICRM_COMPANY and MINICRM_AS.
@Suite struct CommandLineDefaultsTests {
  private let minicrm: Minicrm

  init() async throws {
    minicrm = try Minicrm()
    try await minicrm.addCompany("acme")
    try await minicrm.addCompany("beta")
  }

  private func run(
    _ arguments: String..., company: String = "acme", as actor: String = ""
  ) async throws -> Program.Run {
    try await minicrm.run(
      arguments, environment: ["MINICRM_COMPANY": company, "MINICRM_AS": actor])
  }

  @Test func `the environment stands for the options, which win`() async throws {
    #expect(try await run("customer", "add", "--name", "Eka").code == 0)
    #expect(try await run("customer", "add", "--name", "Toka", "--company", "beta").code == 0)
    #expect(try await run("customer", "add", "--name", "Kolmas", "--company=beta").code == 0)
    let ours = try await run("customer", "list", "--json").text
    #expect(ours.contains("Eka") && !ours.contains("Toka"))
    let others = try await run("customer", "list", "--json", company: "beta").text
    #expect(others.contains("Toka") && others.contains("Kolmas"))
  }

  @Test func `an id of another company does not exist then`() async throws {
    #expect(try await run("customer", "add", "--name", "Eka").code == 0)
    #expect(try await run("customer", "show", "1").code == 0)
    let run = try await run("customer", "show", "1", company: "beta")
    #expect(run.code == 1 && run.errors.contains("customer 1: there is none"), "\(run.errors)")
  }

  @Test func `who acts is named so too, and only where somebody can act`() async throws {
    let person = ["--name", "Matti", "--email", "matti@acme.example"]
    try await minicrm.mustRun(["person", "add", "--company", "acme"] + person)
    #expect(try await run("customer", "add", "--name", "Eka", as: "matti@acme.example").code == 0)
    #expect(try await run("customer", "list", as: "matti@acme.example").code == 0)
    let log = try await run("log", "search", "--kind", "customerAdded", "--json").text
    #expect(log.contains("\"person\":\"matti@acme.example\""), "\(log)")
    let nobody = try await run("customer", "add", "--name", "Toka", as: "ei@acme.example")
    #expect(nobody.code == 1 && nobody.errors.contains("ei@acme.example"), "\(nobody.errors)")
  }

  @Test func `a command that takes neither goes on as ever`() async throws {
    let lines = [["company", "list"], ["status"], ["--help"], ["customer"], ["log", "--help"]]
    for arguments in lines {
      let plain = try await minicrm.run(arguments)
      let named = try await minicrm.run(
        arguments, environment: ["MINICRM_COMPANY": "gamma", "MINICRM_AS": "x@gamma.example"])
      #expect(named.code == plain.code && named.output == plain.output, "\(arguments)")
    }
    #expect(try await run("customer", "list", company: "").code == 64)
  }
}
