import Foundation
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Platform

/// Serves a site at one place until its task is cancelled. Requests in hand are then answered,
/// within `limits.stop`.
package struct WebServer: Sendable {
  /// The port that was bound; nil at a Unix socket.
  package typealias Running = @Sendable (_ port: Int?) async -> Void

  private let site: Site
  private let address: ListenAddress
  private let limits: ServerLimits
  private let stopping: StopSignal
  private let logger: Logger
  private let now: @Sendable () -> Date

  package init(
    _ site: Site, at address: ListenAddress, limits: ServerLimits = ServerLimits(),
    stopping: StopSignal = StopSignal(), logger: Logger, now: @escaping @Sendable () -> Date
  ) {
    self.stopping = stopping
    self.site = site
    self.address = address
    self.limits = limits
    self.logger = logger
    self.now = now
  }

  /// Returns after the stop. Throws when it can't listen there; `running` is called once it does.
  package func run(_ running: @escaping Running = { _ in }) async throws {
    if case .socket(let path) = address { try SocketFile.makeRoom(at: path) }
    let server = server { channel in
      openSocket()
      await running(channel.localAddress?.port)
    }
    // The wish to stop cancels this task; requests in hand go on in that one.
    let serving = Task { try await server.run() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await serving.value }
      group.addTask {
        await Self.untilCancelled()
        stopping.give()
        await stop(server, serving)
      }
      defer { group.cancelAll() }
      try await group.next()
    }
    if case .socket(let path) = address { try SocketFile.makeRoom(at: path) }
  }

  private static func untilCancelled() async {
    let (stream, hold) = AsyncStream<Void>.makeStream()
    for await _ in stream {}
    hold.finish()
  }

  /// Lets requests in hand finish, and ends those that don't in time.
  private func stop(_ server: Server<WebChannel>, _ serving: Task<Void, any Error>) async {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let bound = loop.scheduleTask(in: TimeAmount(limits.stop)) { serving.cancel() }
    defer { bound.cancel() }
    do {
      try await server.shutdownGracefully()
    } catch {
      logger.error("stopping to listen at \(address): \(error)")
      serving.cancel()
    }
  }

  private func server(
    _ running: @escaping @Sendable (any Channel) async -> Void
  ) -> Server<WebChannel> {
    let answering = Answering(site: site, logger: logger, now: now)
    let page = site.brokenRequestPage
    let channel = WebChannel(
      limits: limits, finishing: AnswerFinishing(now: now, page: page),
      responder: { request, writer, channel in
        try await answering.respond(to: request, writer, channel)
      })
    let bind: BindAddress =
      switch address {
      case .network(let host, let port): .hostname(host, port: port)
      case .socket(let path): .unixDomainSocket(path: path)
      }
    let configuration = ServerConfiguration(
      address: bind,
      availableConnectionsDelegate: MaximumAvailableConnections(limits.connections, logger: quiet))
    return Server(
      childChannelSetup: channel, configuration: configuration, onServerRunning: running,
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: quiet)
  }

  /// Hummingbird's own notes are for those who debug it.
  private var quiet: Logger {
    var quiet = logger
    quiet.logLevel = .error
    return quiet
  }

  private func openSocket() {
    guard case .socket(let path) = address else { return }
    do throws(SystemError) {
      try SocketFile.openToGroup(path)
    } catch {
      logger.error("\(error)")
    }
  }
}
