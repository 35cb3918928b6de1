import Foundation
import TestKit
import Testing

/// A company whose persons are reminded at midnight: a task of today is due at once.
struct ReminderOffice {
  let minicrm: Minicrm
  private let domain: String
  /// Today in Helsinki.
  private let today: String

  /// Reminders go to a server on loopback without TLS.
  init(port: Int, persons: Int = 1) async throws {
    let minicrm = try Minicrm(smtp: [
      "url: smtp://127.0.0.1:\(port)", "tls: none",
      "from: \"Mini-CRM <muistutus@example.fi>\"", "timeout: 20s",
    ])
    try await self.init(minicrm, domain: "acme.example", persons: persons)
  }

  init(_ minicrm: Minicrm, domain: String, persons: Int = 1) async throws {
    self.minicrm = minicrm
    self.domain = domain
    try await minicrm.addCompany()
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "Europe/Helsinki"))
    let parts = calendar.dateComponents([.year, .month, .day], from: Date())
    today = String(
      format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    for number in 0..<persons {
      try await minicrm.mustRun([
        "person", "add", "--company", "acme", "--name", "Väinö Ääkkönen", "--email",
        address(number), "--reminder-at", "00:00", "--reminder-days", "0",
      ])
    }
  }

  func address(_ person: Int = 0) -> String {
    person == 0 ? "matti@\(domain)" : "matti\(person)@\(domain)"
  }

  func addTask(_ description: String, person: Int = 0, _ more: String...) async throws {
    try await minicrm.mustRun(
      [
        "task", "add", "--company", "acme", "--person", address(person), "--description",
        description, "--date", today,
      ] + more)
  }

  func reminders() async throws -> [ReminderRow] {
    try await minicrm.json([ReminderRow].self, "reminder", "list")
  }
}
