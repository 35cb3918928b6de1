import Foundation
import Platform
import Records

/// Logging in.
extension Store {
  /// So many browsers are known a log-in.
  private static let mostBrowsers: Int64 = 20

  /// Looks up the log-in of an attempt, and counts the attempt as failed.
  package func beginLogIn(
    _ request: LogInRequest, now: Date
  ) async throws(StoreError) -> LogInChance {
    try await engine.write { transaction in
      let row = try transaction.row(
        "SELECT id, password FROM logIn WHERE emailKey = \(request.emailKey)")
      let id = row?["id"] as LogInID?
      let limits = try Self.limits(of: request, id, in: transaction)
      if let end = try limits.end(at: now, in: transaction) { return .tooMany(until: end) }
      return .counted(
        CountedLogIn(
          logIn: id, password: row.flatMap { PasswordHash($0["password"] as String) },
          failures: try limits.count(at: now, in: transaction)))
    }
  }

  private static func limits(
    of request: LogInRequest, _ logIn: LogInID?, in transaction: Transaction
  ) throws -> [LogInLimit] {
    if let browser = request.browser, let logIn {
      let isKnown = try transaction.exists(
        "SELECT 1 FROM knownBrowser WHERE logIn = \(logIn) AND digest = \(browser.digest)")
      if isKnown { return [.browser(browser, request.emailKey)] }
    }
    return [.person(request.emailKey), .peer(request.peer)]
  }

  /// Begins a session of an attempt whose password was right, in place of the one that the browser
  /// had. Nil where the password was changed meanwhile.
  package func completeLogIn(
    _ counted: CountedLogIn, _ session: NewSession, now: Date
  ) async throws(StoreError) -> LogIn? {
    try await engine.write { transaction in
      guard let id = counted.logIn, try counted.holds(in: transaction),
        let logIn = try LogIn.find(id, in: transaction), !logIn.memberships.isEmpty
      else { return nil }
      try counted.forgetFailures(in: transaction)
      try Self.begin(session, of: id, now: now, in: transaction)
      return logIn
    }
  }

  /// Writes the session, forgets those that are over, and knows the browser again.
  static func begin(
    _ session: NewSession, of logIn: LogInID, now: Date, in transaction: Transaction
  ) throws {
    let (idle, longest) = (now - Session.idle, now - Session.longest)
    try transaction.run("DELETE FROM session WHERE usedAt <= \(idle)")
    try transaction.run(
      "DELETE FROM session WHERE logIn = \(logIn) AND begunAt <= \(longest)")
    if let old = session.replaced {
      try transaction.run("DELETE FROM session WHERE digest = \(old.digest)")
    }
    try transaction.run(
      """
      INSERT INTO session (digest, logIn, begunAt, usedAt)
      VALUES (\(session.token.digest), \(logIn), \(now), \(now))
      """)
    try transaction.run(
      """
      INSERT INTO knownBrowser (logIn, digest, usedAt)
      VALUES (\(logIn), \(session.browser.digest), \(now))
      ON CONFLICT (logIn, digest) DO UPDATE SET usedAt = excluded.usedAt
      """)
    try transaction.run(
      """
      DELETE FROM knownBrowser WHERE logIn = \(logIn) AND digest NOT IN
        (SELECT digest FROM knownBrowser WHERE logIn = \(logIn)
         ORDER BY usedAt DESC, digest LIMIT \(Self.mostBrowsers))
      """)
  }
}

extension CountedLogIn {
  /// The password is still the one that was compared.
  func holds(in transaction: Transaction) throws -> Bool {
    guard let logIn, let password else { return false }
    return try transaction.exists(
      "SELECT 1 FROM logIn WHERE id = \(logIn) AND password = \(password.text)")
  }

  func forgetFailures(in transaction: Transaction) throws {
    for failure in failures {
      try transaction.run("DELETE FROM failedLogIn WHERE id = \(failure)")
    }
  }
}

extension [LogInLimit] {
  /// The moment from which another attempt may be made; nil for now.
  func end(at now: Date, in transaction: Transaction) throws -> Date? {
    let since = now - LogInLimit.period
    let ends = try compactMap { limit -> Date? in
      let times = try transaction.values(
        """
        SELECT at FROM failedLogIn WHERE subject = \(limit.subject) AND at > \(since)
        ORDER BY at DESC LIMIT \(limit.most)
        """, as: Date.self)
      guard times.count == limit.most, let first = times.last else { return nil }
      return first + LogInLimit.period
    }
    return ends.max()
  }

  /// Counts an attempt under each of the limits; gives the rows of the counts.
  func count(at now: Date, in transaction: Transaction) throws -> [Int64] {
    try transaction.run("DELETE FROM failedLogIn WHERE at <= \(now - LogInLimit.period)")
    return try map { limit in
      try transaction.run(
        "INSERT INTO failedLogIn (subject, at) VALUES (\(limit.subject), \(now))")
      return transaction.inserted(FailedLogInID.self).rawValue
    }
  }
}

/// The row of one failed attempt.
private struct FailedLogInID: RawRepresentable {
  let rawValue: Int64
}
