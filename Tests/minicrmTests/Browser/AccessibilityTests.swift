import Foundation
import TestKit
import Testing

/// Every page as axe-core sees it: WCAG 2.2 AA, wide and narrow, in each language.
@Suite(.serialized) struct AccessibilityTests {
  /// The script as setup has it.
  private static let script = "/opt/axe-core/axe.min.js"

  /// The pages of the company, by their paths.
  private static let pages = [
    "documents?state=inbox", "documents?state=inbox&id=1", "documents?state=filed",
    "documents?state=archived", "documents/1", "mails", "mails/2", "customers", "customers/1",
    "customers/1?tab=contacts", "customers/1?tab=documents", "customers/1?tab=tasks",
    "customers/1?tab=log", "contacts", "contacts/1", "tasks", "tasks?state=done", "tasks/1", "log",
    "log?kind=taskAdded&verify=1", "settings/own", "settings/company", "settings/persons",
    "settings/persons/1", "settings/groups", "settings/groups/1", "settings/addresses",
    "customers?text=olematon", "no-such-page",
  ]

  private func fill(_ instance: PageInstance) async throws {
    let mail = SampleMail(to: instance.address, subject: "Lasku").attaching(
      .file("lasku.txt", Array("1".utf8), type: "text/plain"),
      .file("liite.txt", Array("2".utf8), type: "text/plain"))
    try await instance.receive(mail)
    try await instance.receive(SampleMail(to: instance.address, subject: "Terve"))
    let minicrm = instance.minicrm
    for arguments in [
      ["customer", "add", "--name", "Möttönen Oy", "--notes", "Tärkeä"],
      ["contact", "add", "--customer", "1", "--name", "Maija", "--role", "Ostaja"],
      ["group", "add", "Myynti/Tarjoukset"],
      [
        "task", "add", "--person", "matti@acme.example", "--description", "Soita", "--date",
        "2040-03-05", "--customer", "1",
      ],
    ] {
      _ = try await minicrm.mustRun(arguments + ["--company", "acme"])
    }
  }

  /// The faults that axe finds on the page that is open: rule, and the elements.
  private func faults(_ browser: WebDriver, _ axe: String) async throws -> [String] {
    try await browser.run(axe)
    let answer = try await browser.wait(
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
        "best-practice"] })
        .then((found) => done(found.violations.map((one) =>
          one.id + ": " + one.nodes.map((node) => node.target.join(" ")).join(", "))))
        .catch((error) => done(["axe: " + error]));
      """)
    return answer as? [String] ?? ["no answer of axe"]
  }

  @Test(arguments: [(1_280, "fi"), (390, "fi"), (390, "sv"), (1_280, "en")])
  func `axe finds nothing on any page`(width: Int, language: String) async throws {
    let axe = try String(contentsOfFile: Self.script, encoding: .utf8)
    let instance = try await PageInstance()
    try await fill(instance)
    _ = try await instance.minicrm.mustRun(["person", "edit", "1", "--language", language])
    try await WebDriver.with(width: width, language: language) { browser in
      try await browser.go("\(instance.origin)/login")
      #expect(try await faults(browser, axe) == [], "login")
      let invitation = try await instance.invitation()
      try await browser.go(invitation)
      #expect(try await faults(browser, axe) == [], "password")
      try await browser.type(PageInstance.password + "\u{E007}", into: "#password")
      #expect(try await eventually { try await browser.address.contains("/acme/documents") })
      for page in Self.pages {
        try await browser.go("\(instance.origin)/acme/\(page)")
        #expect(try await faults(browser, axe) == [], "\(page)")
        let overflow = try await browser.run(
          "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        #expect((overflow as? Int ?? 1) <= 0, "\(page) is wider than its window")
      }
    }
    try await instance.end()
  }
}
