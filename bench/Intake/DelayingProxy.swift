import Foundation

/// A TCP proxy on loopback that hands on every byte a fixed time after it came, in both directions,
/// as a long line does that is never full.
final class DelayingProxy: Sendable {
  let port: UInt16
  private let listener: Int32
  private let server: UInt16
  private let delay: Duration

  /// - Parameter delay: one way.
  init(to server: UInt16, delay: Duration) throws {
    (listener, port) = try LoopbackSocket.listen()
    self.server = server
    self.delay = delay
    Thread.detachNewThread { [self] in acceptForever() }
  }

  /// As long as the process lives.
  private func acceptForever() {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { return }
      Thread.detachNewThread { [self] in serve(client) }
    }
  }

  private func serve(_ client: Int32) {
    defer { close(client) }
    guard let server = LoopbackSocket.connect(port: server) else { return }
    defer { close(server) }
    for link in [client, server] { LoopbackSocket.sendAtOnce(link) }
    let ended = DispatchGroup()
    for (source, target) in [(client, server), (server, client)] {
      let stream = DelayedStream(from: source, to: target, delay: delay)
      for work in [stream.read, stream.write] {
        ended.enter()
        Thread.detachNewThread {
          work()
          ended.leave()
        }
      }
    }
    ended.wait()
  }
}
