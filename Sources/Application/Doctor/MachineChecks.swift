import Foundation
import Platform
import Store

/// The checks of the machine: the time, and the rules of time zones.
struct MachineChecks: Sendable {
  private let store: ExaminedStore
  private let ownZone: Zone
  private let now: @Sendable () -> Date

  init(_ store: ExaminedStore, ownZone: Zone, now: @escaping @Sendable () -> Date) {
    self.store = store
    self.ownZone = ownZone
    self.now = now
  }

  var checks: [Check] {
    [
      Check("clock") { [await clockFinding()] },
      Check("time zones") { [try await zoneFinding()] },
    ]
  }

  /// Reminders go by the clock. The kernel knows whether anything keeps it right.
  private func clockFinding() async -> Finding {
    let now = now()
    if let future = await newestTime(), future > now.addingTimeInterval(60) {
      return .failed("clock", .machine(.clockBack(now: now, read: future)))
    }
    return KernelClock.isSynchronised
      ? .ok("clock", .machine(.clock(now: now)))
      : .warning("clock", .machine(.clockLoose(now: now)))
  }

  /// The newest moment at which a mailbox was read; nil where the store can't tell, which the
  /// store's own checks say.
  private func newestTime() async -> Date? {
    do {
      return try await store.inspect().mailboxStates().compactMap(\.lastSuccess).max()
    } catch {
      return nil
    }
  }

  private func zoneFinding() async throws -> Finding {
    // A store that isn't there has no companies; another user's is for that user to look at.
    let isOurs = store.isOwn && FileState("\(store.directory)/minicrm.sqlite")?.owner == .current
    let theirs = isOurs ? try await store.examined { try $0.timeZones() } : []
    let zones = Set(theirs + [ownZone.name]).sorted()
    let unknown = zones.filter { Zone($0).map(ZoneDirectory.system.knows) != true }
    return unknown.isEmpty
      ? .ok("time zones", .machine(.zones(zones)))
      : .failed("time zones", .machine(.zonesUnknown(unknown)))
  }
}
