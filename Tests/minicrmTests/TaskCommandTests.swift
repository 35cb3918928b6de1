import Foundation
import TestKit
import Testing

/// The tasks of a company, by hand.
@Suite struct TaskCommandTests {
  private static let coming = "2999-12-01"

  private func add(
    _ desk: RecordDesk, _ description: String = "Soita", _ more: String...
  ) async throws -> TaskRow {
    let arguments = [
      "task", "add", "--company", "acme", "--person", "matti@acme.example", "--description",
      description, "--json",
    ]
    let date = more.contains("--date") ? [] : ["--date", Self.coming]
    let output = try await desk.minicrm.mustRun(arguments + date + more)
    return try JSONDecoder().decode(TaskRow.self, from: output)
  }

  @Test func `a task goes from added over edited to done`() async throws {
    let desk = try await RecordDesk()
    try await desk.minicrm.mustRun(["group", "add", "--company", "acme", "Myynti/Tarjoukset"])
    let task = try await add(
      desk, "Soita Virtaselle", "--contact", "\(desk.contact)", "--group", "myynti/tarjoukset",
      "--as", "matti@acme.example")
    #expect(task.id == 1 && task.company == "acme" && task.person == "matti@acme.example")
    #expect(task.description == "Soita Virtaselle" && task.date == Self.coming)
    #expect(task.state == "open" && task.group == "Myynti/Tarjoukset")
    #expect(task.customer == desk.customer && task.contact == desk.contact)
    let entry = try await desk.newestEntry()
    #expect(entry.text == "Lisättiin tehtävä: Soita Virtaselle 1.12.2999 (Matti)")
    #expect(entry.person == "matti@acme.example")
    let edited: TaskRow = try await desk.row(
      "task", "edit", "1", "--group", "", "--customer", "", "--date", "2028-02-29")
    #expect(edited.group == nil && edited.customer == nil && edited.contact == nil)
    #expect(edited.date == "2028-02-29")
    #expect(try await desk.newestEntry().text.contains("ryhmä: Myynti/Tarjoukset → –"))
    let done: TaskRow = try await desk.row("task", "done", "1", "--company", "acme")
    #expect(done.state == "done")
    #expect(try await desk.row("task", "show", "1") as TaskRow == done)
    let run = try await desk.run("task", "cancel", "1")
    #expect(run.code == 1)
    expectOneLine(run.errors, about: ["task 1", "done already"])
  }

  @Test func `reminders are found by what their tasks are about, and say so`() async throws {
    let desk = try await RecordDesk()
    _ = try await add(desk, "Soita\nVirtaselle", "--customer", "1", "--remind", "0")
    _ = try await add(desk, "Kirjoita", "--remind", "1")
    let list = ["reminder", "list", "--company", "acme"]
    let found = try await desk.minicrm.mustRun(
      list + ["--json", "--customer", "1", "--text", "soita", "--person", "MATTI@acme.example"])
    let rows = try JSONDecoder().decode([ReminderRow].self, from: found)
    #expect(rows.map(\.task) == [1] && rows.map(\.kind) == ["onDay"])
    let shown = try await desk.minicrm.run(list)
    #expect(shown.text.contains("1 Soita Virtaselle  "), "\(shown.text)")
    let days = ["--from", "30.11.2999", "--to", "2999-11-30"]
    let second = try await desk.minicrm.run(list + days)
    #expect(second.text.contains("2 Kirjoita") && !second.text.contains("Soita"))
    let everywhere = try await desk.minicrm.run(["reminder", "list"] + days)
    #expect(everywhere.text == second.text)
    let run = try await desk.run("reminder", "list", "--customer", "1")
    #expect(run.code == 64 && run.errors.contains("go with --company"), "\(run.errors)")
  }

  @Test func `yesterday's task is done, today's is open, in the company's zone`() async throws {
    let desk = try await RecordDesk()
    for zone in ["Pacific/Kiritimati", "Pacific/Honolulu"] {
      try await desk.minicrm.mustRun(["company", "edit", "acme", "--time-zone", zone])
      let days = try dates(in: zone)
      let past = try await add(desk, "Eilen", "--date", days.yesterday)
      // Midnight may pass between the look at the clock and the command.
      let present = try await add(desk, "Tänään", "--date", days.today)
      let isStillToday = try dates(in: zone).today == days.today
      #expect(past.state == "done")
      #expect(present.state == "open" || !isStillToday)
    }
    let kept = try await add(desk, "Rästi", "--date", "2026-01-01", "--open")
    #expect(kept.state == "open")
  }

  private func dates(in zone: String) throws -> (yesterday: String, today: String) {
    let zone = try #require(TimeZone(identifier: zone))
    var style = Date.ISO8601FormatStyle(timeZone: zone)
    style = style.year().month().day()
    let now = Date()
    return ((now - 86_400).formatted(style), now.formatted(style))
  }

  @Test func `tasks are listed by day, by what is asked for`() async throws {
    let desk = try await RecordDesk()
    try await desk.minicrm.mustRun(["group", "add", "--company", "acme", "Myynti"])
    _ = try await add(desk, "Toinen", "--date", "2999-02-02", "--group", "Myynti")
    _ = try await add(desk, "Ensimmäinen", "--date", "2999-01-01", "--customer", "1")
    _ = try await add(desk, "Mennyt", "--date", "2020-01-01", "--contact", "1")
    func found(_ filter: String...) async throws -> [String] {
      let output = try await desk.minicrm.mustRun(
        ["task", "list", "--company", "acme", "--json"] + filter)
      return try JSONDecoder().decode([TaskRow].self, from: output).map(\.description)
    }
    #expect(try await found() == ["Mennyt", "Ensimmäinen", "Toinen"])
    #expect(try await found("--limit", "1") == ["Mennyt"])
    #expect(try await found("--state", "open") == ["Ensimmäinen", "Toinen"])
    #expect(try await found("--person", "MATTI@acme.example", "--group", "myynti") == ["Toinen"])
    #expect(try await found("--customer", "1") == ["Mennyt", "Ensimmäinen"])
    #expect(try await found("--contact", "1") == ["Mennyt"])
    #expect(try await found("--from", "2999-01-01", "--to", "2999-01-01") == ["Ensimmäinen"])
    #expect(try await found("--text", "MÄI") == ["Ensimmäinen"])
    _ = try await add(desk, "Yksi\nkaksi")
    let table = try await desk.run("task", "list", "--company", "acme", "--text", "yksi")
    #expect(table.text.contains("Yksi kaksi"))
    let beta: [TaskRow] = try await desk.row("task", "list", "--company", "beta")
    #expect(beta == [])
  }

  @Test(arguments: [
    (["show", "1", "--company", "beta"], "task 1: there is none", 1),
    (["done", "1", "--company", "beta"], "task 1: there is none", 1),
    (["edit", "1", "--customer", "2"], "customer 2", 1),
    (["edit", "1", "--contact", "2"], "contact 2", 1),
    (["edit", "1", "--person", "matti@beta.example"], "nobody", 1),
    (["edit", "1", "--group", "Ei ole"], "minicrm group add", 1),
    (["edit", "1", "--description", ""], "empty", 1),
    (["done", "1", "--as", "matti@beta.example"], "nobody", 1),
    (["list", "--company", "acme", "--group", "Ei ole"], "minicrm group add", 1),
    (["list", "--company", "acme", "--customer", "2"], "customer 2", 1),
    (["list", "--company", "acme", "--contact", "2"], "contact 2", 1),
    (["edit", "1", "--date", ""], "--date", 64),
    (["edit", "1", "--date", "2027-02-29"], "2027-02-29", 64),
    (["edit", "1", "--customer", "x"], "customer “x”: there is none", 1),
    (["list", "--company", "acme", "--state", "late"], "late", 64),
    (["list"], "--company", 64),
  ])
  func `what can't be done is said, and changes nothing`(
    arguments: [String], words: String, code: Int32
  ) async throws {
    let desk = try await RecordDesk()
    let task = try await add(desk)
    let run = try await desk.minicrm.run(["task"] + arguments)
    #expect(run.code == code)
    if code == 1 {
      expectOneLine(run.errors, about: [words])
    } else {
      #expect(run.errors.contains(words), "\(run.errors)")
    }
    #expect(try await desk.row("task", "show", "1") as TaskRow == task)
  }
}
