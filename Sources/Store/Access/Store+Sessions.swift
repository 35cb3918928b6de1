import Foundation
import Records

/// The sessions of log-ins.
extension Store {
  /// The log-in of a session; nil where it is over. `isUse` keeps the session alive.
  package func logIn(
    of session: SecretToken, isUse: Bool = true, now: Date
  ) async throws(StoreError) -> LogIn? {
    let digest = session.digest
    let found = try await engine.read { transaction in
      try transaction.row(
        """
        SELECT logIn, usedAt FROM session
        WHERE digest = \(digest) AND usedAt > \(now - Session.idle)
          AND begunAt > \(now - Session.longest)
        """
      ).flatMap { row -> (LogIn, Date)? in
        try LogIn.find(row["logIn"], in: transaction).map { ($0, row["usedAt"]) }
      }
    }
    guard let (logIn, usedAt) = found, !logIn.memberships.isEmpty else { return nil }
    if isUse, usedAt <= now - Session.noted {
      try await engine.write { transaction in
        try transaction.run(
          "UPDATE session SET usedAt = max(usedAt, \(now)) WHERE digest = \(digest)")
      }
    }
    return logIn
  }

  /// Ends a session; one that is over stays so.
  package func end(_ session: SecretToken) async throws(StoreError) {
    try await engine.write { transaction in
      try transaction.run("DELETE FROM session WHERE digest = \(session.digest)")
    }
  }

  /// Ends all sessions of a log-in, but the one that is kept.
  package func endSessions(
    of logIn: LogInID, keeping session: SecretToken? = nil
  ) async throws(StoreError) {
    try await engine.write { transaction in
      try transaction.run(
        "DELETE FROM session WHERE logIn = \(logIn) AND digest IS NOT \(session?.digest)")
    }
  }
}
