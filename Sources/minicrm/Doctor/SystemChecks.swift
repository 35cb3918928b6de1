import Foundation
import SQLiteEngine
import Store
import System

/// The checks of the machine: the time, and the rules of time zones.
struct SystemChecks: Sendable {
  private let storeDirectory: String
  private let ownZone: Zone

  init(_ settings: Settings) {
    storeDirectory = settings.storeDirectory
    ownZone = settings.reminders.timeZone
  }

  var checks: [Check] {
    [
      Check("clock") { [try await clockFinding()] },
      Check("time zones") { [try await zoneFinding()] },
    ]
  }

  /// Reminders go by the clock. The kernel knows whether anything keeps it right.
  private func clockFinding() async throws -> Finding {
    let now = Date()
    let zoneless = now.formatted(.iso8601)
    if let future = await newestTime(), future > now.addingTimeInterval(60) {
      return .failed(
        "clock", "it is \(zoneless), but a mailbox was read at \(future.formatted(.iso8601))",
        "set the clock (timedatectl): it went back, and reminders wait for it")
    }
    return KernelClock.isSynchronised
      ? .ok("clock", "\(zoneless), kept right")
      : .warning(
        "clock", "\(zoneless), but nothing keeps it right",
        "install systemd-timesyncd or chrony, unless the machine's host keeps it")
  }

  /// The newest moment at which a mailbox was read; nil where the store can't tell, which the
  /// store's own checks say.
  private func newestTime() async -> Date? {
    do {
      return try await Store.inspect(storeDirectory).mailboxStates().compactMap(\.lastSuccess).max()
    } catch {
      return nil
    }
  }

  private func zoneFinding() async throws -> Finding {
    let directory = storeDirectory
    // A store that isn't there has no companies; another user's is for that user to look at.
    let theirs =
      FileState("\(directory)/minicrm.sqlite")?.owner == .current
        && FileState(directory)?.owner == .current
      ? try await Check.blocking { try StoreExamination(directory).timeZones() } : []
    let zones = Set(theirs + [ownZone.name]).sorted()
    let unknown = zones.filter { Zone($0).map(ZoneDirectory.system.knows) != true }
    return unknown.isEmpty
      ? .ok("time zones", zones.joined(separator: ", "))
      : .failed(
        "time zones", "this machine doesn't know \(unknown.joined(separator: ", "))",
        "apt install tzdata")
  }
}
