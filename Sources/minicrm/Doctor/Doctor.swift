import Foundation

/// The examination of an installation: checks side by side, told in their order.
struct Doctor: Sendable {
  /// The things to look at beyond the usual.
  struct Scope: Sendable {
    /// Every content's bytes and every index, however long it takes.
    var deep = false
    /// The time that a mail through the whole circle is awaited; nil sends none.
    var circle: Duration?
  }

  private let checks: [Check]

  init(_ settings: Settings, _ scope: Scope) {
    checks =
      FileChecks(settings).checks + StoreChecks(settings, deep: scope.deep).checks
      + settings.mailboxes.map { MailboxCheck($0, settings).check }
      + [SMTPCheck(settings).check] + SystemChecks(settings).checks
      + (scope.circle.map { [CircleCheck(settings, wait: $0).check] } ?? [])
  }

  /// Runs all checks, and hands on what each found as soon as those before it have been told.
  func examine(_ tell: (Finding) -> Void) async {
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
