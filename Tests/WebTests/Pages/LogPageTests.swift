import Foundation
import Records
import Store
import Testing

@testable import Web

/// CRM asiakasloki with its filters, and as a file.
@Suite struct LogPageTests {
  /// A company's log with a customer, a task that is done, and three hundred payments.
  private func filled(_ desk: PageDesk) async throws -> CustomerID {
    let company = desk.acme.acting(as: .person(desk.matti), at: PageDesk.moment)
    let customer = try await company.add(NewCustomer(name: "Virtanen Oy")).record.id
    let task = try await company.addTask(
      NewTask(
        person: "matti@acme.example", description: "Soita",
        date: try #require(CivilDate("2026-03-20"))))
    _ = try await company.finishTask(task.id)
    _ = try await company.reopenTask(task.id)
    for number in 1...300 {
      var event = RecordedEvent(kind: .payment)
      event.money = try Money(amount: "\(number).50")
      (event.customer, event.text) = (.id(customer), "=SUM(A1) \"lainaus\", rivi")
      _ = try await desk.acme.log.record(event, now: PageDesk.moment + Double(number))
    }
    return customer
  }

  @Test func `filters narrow the log, and each chip takes its own away`() async throws {
    let desk = try await PageDesk()
    let customer = try await filled(desk)
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let page = try await browser.get("/acme/log?kind=taskDone&kind=taskReopened").text
      #expect(page.contains("Soita") && !page.contains("=SUM"))
      #expect(page.contains("korjaa merkintää") && page.contains("korjattu merkinnällä"))
      #expect(page.contains("href=\"/acme/log?kind=taskReopened\""))
      #expect(page.contains("tehtävä tehtiin"))
      let both = try await browser.get(
        "/acme/log?kind=taskDone,payment&customer=\(customer.rawValue)")
      #expect(both.text.contains("Virtanen Oy") && !both.text.contains(">Soita"))
      let person = try await browser.get("/acme/log?person=matti%40acme.example&from=2.3.2026")
      #expect(person.status == 200 && person.text.contains("2.3.2026"))
      #expect(try await browser.get("/acme/log?to=1.3.2026").text.contains("ei löytynyt"))
      for wrong in ["kind=nonsense", "from=joskus", "person=nobody%40x.fi"] {
        let refused = try await browser.get("/acme/log?\(wrong)")
        #expect(refused.status == 422 && refused.text.contains("role=\"alert\""), "\(wrong)")
      }
      let chain = try await browser.get("/acme/log?verify=1").text
      #expect(chain.contains("Loki on ehjä"))
    }
  }

  @Test func `all that was found comes as a file in which no cell is a formula`() async throws {
    let desk = try await PageDesk()
    let customer = try await filled(desk)
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let answer = try await browser.get(
        "/acme/log?kind=payment&customer=\(customer.rawValue)&format=csv")
      #expect(answer["content-type"] == "text/csv; charset=utf-8")
      #expect(answer["content-disposition"]?.hasPrefix("attachment") == true)
      let lines = answer.text.components(separatedBy: "\r\n").dropLast()
      #expect(lines.count == 301 && lines[0].hasPrefix("id,at,kind,customer,"))
      #expect(lines[1].contains(",300.50,EUR,,\"'=SUM(A1) \"\"lainaus\"\", rivi\","))
      #expect(try await browser.get("/acme/log?format=csv&kind=nonsense").status == 422)
    }
  }
}
