/// A reminder that is there for a task as it now is, cancelled ones aside.
struct KnownReminder {
  let id: Int64
  let daysBefore: Int?
  let moment: Int64
  let kind: ReminderKind
  /// Planned, and in no notice yet.
  let waits: Bool
  /// By a clock that was wrong: the task isn't past.
  let isMissed: Bool
}

/// What has to change in the reminders of a task that is open and not past.
struct PlanChanges {
  private(set) var dropped: [Int64] = []
  private(set) var moved: [(id: Int64, to: PlannedMoment)] = []
  /// What was missed and is planned again.
  private(set) var revived: [Int64] = []
  private(set) var added: [PlannedMoment] = []

  var isEmpty: Bool {
    dropped.isEmpty && moved.isEmpty && revived.isEmpty && added.isEmpty
  }

  /// What is overdue stays, what was said is not said again, what moved into the past goes at
  /// once, and when nothing else is left or was ever said, one is added that goes at once.
  init(from known: [KnownReminder], to wanted: [PlannedMoment], isToday: Bool, now: Int64) {
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
