import Foundation
import TestKit
import Testing

/// The day's work in a real browser, on an instance that real mail comes to.
@Suite(.serialized) struct FilingBrowserTests {
  private static let enter = "\u{E007}"

  private func mail(_ instance: PageInstance, _ subject: String, _ file: String) -> SampleMail {
    SampleMail(to: instance.address, subject: subject).attaching(
      .file(file, Array(subject.utf8), type: "text/plain"))
  }

  @Test func `a forwarded mail appears, is filed with two keys, and is found everywhere`()
    async throws
  {
    let instance = try await PageInstance(onMailServer: true)
    try await WebDriver.with { browser in
      try await instance.logIn(browser)
      #expect(try await browser.source.contains("Saapuneissa ei ole mitään"))
      try await instance.receive(mail(instance, "Lasku maaliskuulta", "lasku.txt"))
      // The page takes the document in by itself.
      #expect(try await eventually { try await browser.has("[data-list] li a") })
      try await instance.receive(mail(instance, "Tarjous", "tarjous.txt"))
      #expect(
        try await eventually { try await browser.source.contains("tarjous.txt") })
      try await browser.go("\(instance.origin)/acme/documents?state=inbox")

      let customer = "input[name=customer]"
      try await browser.type("Möttönen Oy", into: "#file \(customer)")
      #expect(try await eventually { try await browser.has("[role=option][data-adds]") })
      #expect(try await browser.source.contains("Uusi asiakas: Möttönen Oy"))
      try await browser.type(Self.enter, into: "#file \(customer)")
      #expect(
        try await eventually { !(try await browser.has("[role=listbox]:not([hidden])")) })
      try await browser.type(Self.enter, into: "#file \(customer)")
      #expect(try await eventually { try await browser.address.contains("change=") })
      #expect(try await browser.source.contains("Kumoa"))
      let filed = try await instance.minicrm.documents().filter { $0.state == "filed" }
      #expect(filed.map(\.fileName) == ["tarjous.txt"])

      // The keys of the list: undo what was done, then archive.
      try await browser.run("document.activeElement.blur()")
      try await browser.press("u")
      #expect(
        try await eventually {
          try await instance.minicrm.documents().allSatisfy { $0.state == "inbox" }
        })
      try await browser.go("\(instance.origin)/acme/documents?state=inbox")
      try await browser.press("j")
      #expect(try await eventually { try await browser.address.contains("&id=") })
      try await browser.press("e")
      #expect(
        try await eventually {
          try await instance.minicrm.documents().contains { $0.state == "archived" }
        })

      try await browser.go("\(instance.origin)/acme/customers?text=m%C3%B6tt")
      #expect(try await browser.source.contains("Möttönen Oy"))
      try await browser.go("\(instance.origin)/acme/log?text=Tarjous")
      #expect(try await browser.source.contains("tarjous.txt"))
      try await browser.click("form.out button")
      #expect(try await eventually { try await browser.address.contains("/login?out=1") })
      try await browser.type("matti@acme.example", into: "#email")
      try await browser.type("väärä salasana" + Self.enter, into: "#password")
      #expect(
        try await eventually { try await browser.source.contains("salasana on väärin") })
    }
    try await instance.end()
  }

  @Test func `a task is added and its reminders are seen, without any script`() async throws {
    let instance = try await PageInstance()
    try await instance.receive(mail(instance, "Lasku", "lasku.txt"))
    try await WebDriver.with(width: 390, runsScripts: false) { browser in
      try await instance.logIn(browser)
      try await browser.go("\(instance.origin)/acme/tasks")
      try await browser.click("details.place summary")
      try await browser.type("Soita asiakkaalle", into: "#tasks-add-description")
      try await browser.type("12242030", into: "#tasks-add-date")
      try await browser.type("1, 0", into: "#tasks-add-remind")
      try await browser.click("details.place button")
      #expect(try await eventually { try await browser.address.contains("/acme/tasks/1?") })
      #expect(try await browser.source.contains("1 päivä ennen"))
      try await browser.go("\(instance.origin)/acme/documents?state=inbox&id=1")
      try await browser.type("Virtanen Oy", into: "#file input[name=customer]")
      try await browser.click("#file input[name=newCustomer]")
      try await browser.click("#file button")
      #expect(try await eventually { try await browser.address.contains("change=") })
      #expect(try await instance.minicrm.documents().map(\.state) == ["filed"])
    }
    try await instance.end()
  }
}
