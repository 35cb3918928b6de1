/// A reminder that is there for a task as it now is, cancelled ones aside.
package struct KnownReminder {
  package let id: Int64
  package let daysBefore: Int?
  package let moment: Int64
  package let kind: ReminderKind
  /// Planned, and in no notice yet.
  package let waits: Bool
  /// By a clock that was wrong: the task isn't past.
  package let isMissed: Bool

  package init(
    id: Int64, daysBefore: Int?, moment: Int64, kind: ReminderKind, waits: Bool, isMissed: Bool
  ) {
    self.id = id
    self.daysBefore = daysBefore
    self.moment = moment
    self.kind = kind
    self.waits = waits
    self.isMissed = isMissed
  }
}

/// The changes that the reminders of a task need that is open and not past.
package struct PlanChanges {
  package private(set) var dropped: [Int64] = []
  package private(set) var moved: [(id: Int64, to: PlannedMoment)] = []
  /// The reminders that were missed and are planned again.
  package private(set) var revived: [Int64] = []
  package private(set) var added: [PlannedMoment] = []

  package var isEmpty: Bool {
    dropped.isEmpty && moved.isEmpty && revived.isEmpty && added.isEmpty
  }

  /// An overdue reminder stays, a sent one is not sent again, one that moved into the past goes at
  /// once, and when no other is left or was ever sent, one is added that goes at once.
  package init(from known: [KnownReminder], to wanted: [PlannedMoment], isToday: Bool, now: Int64) {
    for reminder in known where (reminder.waits || reminder.isMissed) && reminder.moment > now {
      guard let days = reminder.daysBefore,
        let want = wanted.first(where: { $0.daysBefore == days })
      else {
        dropped.append(reminder.id)
        continue
      }
      let moment = PlannedMoment(
        daysBefore: days, moment: max(want.moment, now), kind: want.kind)
      if moment.moment != reminder.moment || moment.kind != reminder.kind {
        moved.append((reminder.id, moment))
      }
    }
    revived = known.filter { $0.isMissed && !dropped.contains($0.id) }.map(\.id)
    let knownDays = Set(known.compactMap(\.daysBefore))
    added = wanted.filter { want in
      want.moment >= now && !(want.daysBefore.map(knownDays.contains) ?? false)
    }
    if added.isEmpty && known.count == dropped.count {
      added = [PlannedMoment(daysBefore: nil, moment: now, kind: isToday ? .onDay : .before)]
    }
  }
}
