import Records
import Store
import Testing

@testable import minicrm

/// A command prints a refusal in the library's words, with the command that helps.
@Suite struct PrintedErrorTests {
  @Test(
    arguments: [
      (
        Refusal(.group, "Ei ole", .absent(.unknown)),
        "group “Ei ole”: there is none; add it with minicrm group add"
      ),
      (
        Refusal(.customer, "99", .absent(.unknown)),
        "customer “99”: there is none; give one that minicrm customer list shows"
      ),
      (
        Refusal(.person, "x@y.example", .absent(.nobodyHasAddress)),
        "person “x@y.example”: nobody at the company has that address; add them with minicrm "
          + "person add"
      ),
      (
        Refusal(of: .record(.mail, 5), .mail(.ofNoCompany)),
        "mail 5: it belongs to no company; name one with --company"
      ),
      (
        Refusal(of: .record(.task, 1), .state(.taskIsDone)),
        "task 1: it is done already; add another with minicrm task add"
      ),
      (
        Refusal(of: .company(slug: "acme"), .state(.switchedOff)),
        "company acme: it is switched off: its mail is held, and its records aren't changed; "
          + "switch it on with minicrm company "
          + "activate acme"
      ),
      (
        Refusal(of: .record(.reminder, 3), .state(.notFailed(.sent))),
        "reminder 3: it is sent, so there is nothing to try again; name a failed one; minicrm "
          + "reminder list --state failed shows them"
      ),
      (
        Refusal(of: .record(.mail, 5), .mail(.neverWhole)),
        "mail 5: its content never came as a whole; have it fetched again with mail retry"
      ),
      (
        Refusal(
          of: .furtherName, .request(.reachesTooFar([.init(name: "Oy", texts: 120)], most: 100))),
        "further name: “Oy” stands in 120 texts about others, more than 100; name more of it; "
          + "or look with --dry-run, and allow it with --up-to 120"
      ),
      (
        Refusal(of: .record(.contact, 1), .request(.askedOtherwise)),
        "contact 1: an erasure of it that was cut off was asked for otherwise; ask for the same as "
          + "then; that is with the same --also and --with options; or go on as now with --anew"
      ),
      (
        Refusal(of: .company(slug: "acme"), .absent(.unknown)),
        "company acme: there is none; minicrm company list shows those there are"
      ),
      (Refusal.notFound(CustomerID(rawValue: 9), .customer), "customer 9: there is none"),
      (Refusal(.name, .text(.empty)), "name: it is empty; give one"),
    ] as [(Refusal, String)])
  func `a refusal is printed with what helps, from the store too`(refusal: Refusal, line: String) {
    #expect(PrintedError(refusal).line == line)
    #expect(PrintedError(StoreError(refusal)).line == line)
  }

  @Test func `a person who can't act is printed by the option that names the person`() {
    let refusal = Refusal(of: .actor, given: "x@y.example", .absent(.nobodyHasAddress))
    #expect(
      PrintedError(refusal).line
        == "--as x@y.example: nobody at the company has that address; add them with minicrm person "
        + "add")
  }

  @Test func `an import that was cut off is printed with the way to begin anew`() {
    var error = StoreError(kind: .diskFull, subject: "store /x", cause: "it is full")
    error.isResumable = true
    #expect(
      PrintedError(error).line == "store /x: it is full; or begin at the first one with --anew")
  }

  @Test func `any other error is printed as it is`() {
    #expect(PrintedError(Failure(.internal, "it is gone")).line == "it is gone")
    let error = StoreError(kind: .busy, subject: "store /x", cause: "it is held")
    #expect(PrintedError(error).line == "store /x: it is held")
  }
}
