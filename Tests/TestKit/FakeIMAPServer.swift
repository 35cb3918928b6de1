/// A server for what no real IMAP server does. A script speaks the server's part of each
/// connection, in plain blocking steps on a thread of its own. No TLS. It takes no more connections
/// when the last reference goes.
package final class FakeIMAPServer: Sendable {
  package typealias Script = @Sendable (FakeIMAPConnection) throws -> Void

  private let server: LoopbackServer

  package init(_ script: @escaping Script) throws {
    server = try LoopbackServer { socket, shared in
      try script(FakeIMAPConnection(socket, shared))
    }
  }

  /// The port on 127.0.0.1.
  package var port: Int { server.port }

  /// Every command line so far, over all connections, without its tag; passwords included.
  package var commands: [String] { server.commands }

  /// The places where a script found something else than expected.
  package var failures: [String] { server.failures }

  /// The number of connections so far.
  package var connections: Int { server.connections }

  /// Breaks every connection and takes no more.
  package func stop() { server.stop() }
}
