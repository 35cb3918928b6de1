import Foundation
import Platform
import Records

/// `reminders`: when people are reminded, where neither their company, they nor the task says
/// otherwise.
struct ReminderSettings: Sendable {
  /// Days before the task's date; 0 is the day itself.
  var daysBefore = [1, 0]
  var at = TimeOfDay.usual
  /// The zone of new companies.
  var timeZone: Zone = "Europe/Helsinki"
  /// One mail a person and moment.
  var digest = true

  init() {}

  /// As the store plans by them.
  var defaults: ReminderDefaults {
    ReminderDefaults(daysBefore: daysBefore, at: at, digest: digest)
  }

  init(_ node: SettingsNode) throws(SettingsError) {
    var section = try node.section()
    if let days = section.take("daysBefore") {
      daysBefore = try days.list().map { day throws(SettingsError) in
        try day.integer(in: 0...365)
      }
    }
    if let at = section.take("at") { self.at = try at.timeOfDay() }
    if let zone = section.take("timeZone") { timeZone = try zone.timeZone() }
    if let digest = section.take("digest") { self.digest = try digest.flag() }
    try section.finish()
  }
}

extension SettingsNode {
  fileprivate func timeOfDay() throws(SettingsError) -> TimeOfDay {
    let text = try string()
    guard let time = TimeOfDay(written: text) else {
      throw error("“\(text)” is not a time of day such as \"08:00\"")
    }
    return time
  }

  fileprivate func timeZone() throws(SettingsError) -> Zone {
    let text = try text()
    guard let zone = Zone(text), ZoneDirectory.system.knows(zone) else {
      throw error("“\(text)” is not a time zone such as Europe/Helsinki")
    }
    return zone
  }
}
