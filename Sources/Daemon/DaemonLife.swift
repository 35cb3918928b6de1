import Logging
import ServiceLifecycle

/// What every daemon does around its work: it runs until SIGTERM or SIGINT asks it to stop, then
/// lets each part finish or abandon what it has in hand, within `stopTime`.
package struct DaemonLife: Sendable {
  /// One thing that a daemon does for as long as it lives; the wish to stop reaches it as
  /// cancellation of its task.
  package typealias Part = @Sendable () async throws -> Void

  private let logger: Logger
  private let stopTime: Duration

  package init(logger: Logger, stopTime: Duration = .seconds(10)) {
    self.logger = logger
    self.stopTime = stopTime
  }

  /// Runs `parts` side by side until asked to stop. Throws what a part threw; the others are then
  /// stopped too. `greeting` is logged once the signals are heard: whoever reads it may send one.
  package func run(saying greeting: String, _ parts: [Part]) async throws {
    let logger = logger
    let greet: Part = { logger.notice("\(greeting)") }
    var configuration = ServiceGroupConfiguration(
      services: [.init(service: CancelledOnStop(parts: [greet] + parts))],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
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

/// The parts of a daemon, whose tasks are all cancelled at once when a graceful stop begins. They are
/// one service, since a group stops its services one after the other: many parts that each take a
/// moment would take many.
struct CancelledOnStop: Service {
  let parts: [DaemonLife.Part]

  func run() async throws {
    do {
      try await cancelWhenGracefulShutdown {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for part in parts { group.addTask { try await part() } }
          // Throws what the first one throws, and so ends the others.
          for try await _ in group {}
        }
      }
    } catch is CancellationError {
      // The stop that was asked for.
    }
  }
}
