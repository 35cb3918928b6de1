import Foundation
import Records
import SQLiteEngine
import Store
import Testing

extension ReminderOffice {
  /// Adds persons with a task of today each. Done in this process, as starting the program for each
  /// of them would take minutes.
  func addDueTasks(_ count: Int) async throws {
    let store = try await Store.open(minicrm.storeDirectory, making: .never)
    let scope = try #require(try await store.company(slug: "acme"))
    let now = Date()
    let today = try LocalClock(try await scope.company()).day(at: now.storedSeconds)
    for number in 0..<count {
      let email = "henkilo\(number)@acme.example"
      _ = try await scope.acting(as: .operator, at: now).addPerson(
        NewPerson(
          name: "Henkilö \(number)", email: email, reminderDays: [0], reminderAt: TimeOfDay("00:00")
        ))
      _ = try await scope.acting(as: .operator, at: now).addTask(
        NewTask(person: email, description: "Tehtävä \(number)", date: today), today: today)
    }
  }
}
