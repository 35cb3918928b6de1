import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// The life of every daemon around its work. It runs until SIGTERM or SIGINT asks it to stop, then
/// lets each part finish or abandon what it has in hand, within `stopTime`; SIGHUP makes it read
/// its settings again. The service manager hears of all of it, and of its progress.
package struct DaemonLife: Sendable {
  /// Reads the settings and says what is to be done by them.
  package typealias Plan = @Sendable () async throws -> DaemonWork

  /// Between two signs of life, where no watchdog says otherwise.
  private static let usualAllowance = Duration.seconds(60)

  private let logger: Logger
  private let stopTime: Duration
  private let socket: NotifySocket?
  private let watchdog: Duration?

  /// `environment` is how systemd says where it listens.
  package init(
    logger: Logger, environment: [String: String] = ProcessInfo.processInfo.environment,
    stopTime: Duration = .seconds(10)
  ) {
    self.logger = logger
    self.stopTime = stopTime
    socket = NotifySocket(environment["NOTIFY_SOCKET"], logger: logger)
    watchdog = WatchdogKeeper.interval(in: environment, process: getpid())
  }

  /// Runs what `plan` says until asked to stop. Throws what `plan` threw at the start, or what a
  /// part threw; the others are then stopped too.
  package func run(_ plan: @escaping Plan) async throws {
    let hangups = await UnixSignalsSequence(trapping: .sighup)
    let first = try await plan()
    let board = StatusBoard(socket, allowance: watchdog ?? Self.usualAllowance)
    let reloads = DaemonReloads(board: board, socket: socket, logger: logger, plan: plan)
    var tasks: [@Sendable () async throws -> Void] = [
      { try await reloads.work(from: first) }, { await reloads.planAnew(at: hangups) },
    ]
    if let watchdog, let socket {
      let keeper = WatchdogKeeper(
        interval: watchdog, board: board, socket: socket, logger: logger)
      tasks.append { try await keeper.run() }
    }
    try await run(CancelledOnStop(tasks: tasks))
    logger.notice("stopped")
  }

  private func run(_ service: CancelledOnStop) async throws {
    let socket = socket
    let told = ToldOfStop(service: service) {
      socket?.send(.stopping, .status("finishing what is in hand"))
    }
    var configuration = ServiceGroupConfiguration(
      services: [.init(service: told)], gracefulShutdownSignals: [.sigterm, .sigint],
      logger: quiet)
    configuration.maximumGracefulShutdownDuration = stopTime
    try await ServiceGroup(configuration: configuration).run()
  }

  /// The group's own notes on its state are for those who debug it.
  private var quiet: Logger {
    var quiet = logger
    quiet.logLevel = .error
    return quiet
  }
}

/// A service with something to be said at once when its stop begins.
private struct ToldOfStop: Service {
  let service: CancelledOnStop
  let tell: @Sendable () -> Void

  func run() async throws {
    try await withGracefulShutdownHandler {
      try await service.run()
    } onGracefulShutdown: {
      tell()
    }
  }
}
