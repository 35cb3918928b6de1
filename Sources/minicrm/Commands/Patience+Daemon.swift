import Daemon
import Logging
import Platform

extension Patience {
  /// The patience of a daemon, which waits for locks of other processes without end, tells of the
  /// wait once a minute, and gives signs of life meanwhile.
  static func ofDaemon(_ signs: LifeSigns, _ logger: Logger) -> Patience {
    .endless(sign: { signs.sign(waiting: $0) }, tell: { logger.warning("\($0)") })
  }
}
