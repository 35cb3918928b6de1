import Daemon
import Logging
import System

extension Patience {
  /// Of a daemon, which waits for what other processes hold as long as it takes, tells of it once a
  /// minute, and lives meanwhile.
  static func ofDaemon(_ signs: LifeSigns, _ logger: Logger) -> Patience {
    .endless(sign: { signs.sign(waiting: $0) }, tell: { logger.warning("\($0)") })
  }
}
