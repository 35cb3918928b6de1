import Foundation

/// The examination of an installation: checks side by side, told in their order.
package struct Doctor: Sendable {
  /// The things to look at beyond the usual.
  package struct Scope: Sendable {
    /// Every content's bytes and every index, however long that takes.
    let deep: Bool
    /// The time that a mail through the whole circle is awaited; nil sends none.
    let circle: Duration?

    package init(deep: Bool, circle: Duration?) {
      self.deep = deep
      self.circle = circle
    }
  }

  private let checks: [Check]

  package init(
    _ installation: Installation, _ scope: Scope, now: @escaping @Sendable () -> Date
  ) {
    let store = installation.store
    checks =
      FileChecks(installation).checks + StoreChecks(store, deep: scope.deep, now: now).checks
      + installation.mailboxes.map { MailboxCheck($0, store, now: now).check }
      + [SendingCheck(installation.sending, now: now).check]
      + MachineChecks(store, ownZone: installation.timeZone, now: now).checks
      + [PagesCheck(pages: installation.pages).check]
      + [PreviewCheck(socket: installation.pages?.previewSocket).check]
      + (scope.circle.map { [CircleCheck(installation, wait: $0, now: now).check] } ?? [])
  }

  /// Runs all checks, and hands on what each found as soon as those before it have been told.
  package func examine(_ tell: (Finding) -> Void) async {
    await withTaskGroup(of: (Int, [Finding]).self) { group in
      for (index, check) in checks.enumerated() {
        group.addTask { (index, await check.findings()) }
      }
      var found: [Int: [Finding]] = [:]
      var next = 0
      for await (index, findings) in group {
        found[index] = findings
        while let ready = found[next] {
          ready.forEach(tell)
          next += 1
        }
      }
    }
  }
}
