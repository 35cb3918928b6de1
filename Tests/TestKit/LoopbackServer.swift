import Foundation
import Synchronization

/// A server on a loopback port that the system picks. A script speaks its part of each connection,
/// in plain blocking steps on a thread of its own. No TLS. It takes no more connections when the
/// last reference goes.
final class LoopbackServer: Sendable {
  typealias Script = @Sendable (Int32, Shared) throws -> Void

  /// The state that the threads share with the server's owner.
  final class Shared: Sendable {
    struct State {
      /// Nil once it is closed: its number may be another socket's by then.
      var listener: Int32?
      var sockets: Set<Int32> = []
      var isStopped = false
      var commands: [String] = []
      var failures: [String] = []
      var connections = 0
    }

    let state = Mutex(State())
  }

  /// The port on 127.0.0.1.
  let port: Int
  private let shared = Shared()

  init(_ script: @escaping Script) throws {
    let listener = socket(AF_INET, streamSocket, 0)
    guard listener >= 0 else { throw TestKitError("socket: \(lastSystemError())") }
    guard withLoopbackAddress(port: 0, { bind(listener, $0, $1) }) == 0, listen(listener, 64) == 0
    else {
      close(listener)
      throw TestKitError("loopback server: \(lastSystemError())")
    }
    port = Self.port(of: listener)
    let shared = shared
    shared.state.withLock { $0.listener = listener }
    Thread.detachNewThread { Self.accept(listener, shared, script) }
  }

  /// Connections that are open go on until their script or their client ends.
  deinit { shared.state.withLock { Self.wake($0) } }

  /// Every command line so far, over all connections, passwords included.
  var commands: [String] { shared.state.withLock { $0.commands } }

  /// The places where a script found something else than expected.
  var failures: [String] { shared.state.withLock { $0.failures } }

  /// The number of connections so far.
  var connections: Int { shared.state.withLock { $0.connections } }

  /// Breaks every connection and takes no more.
  func stop() {
    shared.state.withLock { state in
      guard !state.isStopped else { return }
      state.isStopped = true
      state.sockets.forEach { _ = shutdown($0, Int32(SHUT_RDWR)) }
      Self.wake(state)
    }
  }

  /// Ends accept(2), whose thread closes the listener.
  private static func wake(_ state: Shared.State) {
    if let listener = state.listener { _ = shutdown(listener, Int32(SHUT_RDWR)) }
  }

  private static func accept(_ listener: Int32, _ shared: Shared, _ script: @escaping Script) {
    defer {
      shared.state.withLock { state in
        state.listener = nil
        close(listener)
      }
    }
    while true {
      let socket = Glibc.accept(listener, nil, nil)
      guard socket >= 0 else { return }
      let isWelcome = shared.state.withLock { state in
        if !state.isStopped {
          state.sockets.insert(socket)
          state.connections += 1
        }
        return !state.isStopped
      }
      guard isWelcome else {
        close(socket)
        return
      }
      Thread.detachNewThread { serve(socket, shared, script) }
    }
  }

  private static func serve(_ socket: Int32, _ shared: Shared, _ script: Script) {
    do {
      try script(socket, shared)
    } catch is LoopbackConnection.HungUp {
      // The client is gone, as it may be at any time.
    } catch {
      shared.state.withLock { $0.failures.append("\(error)") }
    }
    shared.state.withLock { state in
      state.sockets.remove(socket)
      close(socket)
    }
  }

  private static func port(of listener: Int32) -> Int {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(listener, $0, &size)
      }
    }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
