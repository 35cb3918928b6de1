/// A time on a clock's face, to the minute: `08:00`.
package struct TimeOfDay: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Since midnight, 0 to 1,439.
  package let minute: Int

  package static let midnight = TimeOfDay(minute: 0)
  package static let noon = TimeOfDay(minute: 720)

  /// `minute` is that since midnight, 0 to 1,439.
  package init(minute: Int) {
    precondition((0..<1_440).contains(minute), "a day has 1,440 minutes")
    self.minute = minute
  }

  /// Reads `HH:MM` and nothing else.
  package init?(_ text: String) {
    var form = WrittenForm(text)
    guard let hour = form.number(2...2), form.hasSign(":"), let minute = form.number(2...2),
      form.isAtEnd, hour < 24, minute < 60
    else { return nil }
    self.init(minute: hour * 60 + minute)
  }

  /// `HH:MM`.
  package var description: String {
    let padded = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(padded(minute / 60)):\(padded(minute % 60))"
  }

  /// As people write it: `08.00` in Finnish.
  package func text(in language: Language) -> String {
    language == .finnish ? description.replacing(":", with: ".") : description
  }

  package static func < (one: TimeOfDay, other: TimeOfDay) -> Bool { one.minute < other.minute }
}
