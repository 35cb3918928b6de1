import Foundation
import Synchronization

/// An SMTP server on loopback that takes every mail and forgets it; a thread a connection.
///
/// A reply is written no earlier than the added round trip after its command was read; commands that
/// were sent ahead are read meanwhile, so that only waiting for replies costs time.
final class MailSink: Sendable {
  let port: UInt16
  private let listener: Int32
  private let state = Mutex(State())

  private struct State {
    var roundTrip = Duration.zero
    var mails = 0
    var sample: [UInt8] = []
  }

  /// Listens on a port that the system picks.
  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, length) | listen(listener, 64)
          | getsockname(listener, address, &length)
      }
    }
    guard listener >= 0, status == 0 else { throw BenchFailure("the mail sink can't listen") }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in acceptForever() }
  }

  /// Added between a command and its reply, for connections to come.
  func setRoundTrip(_ roundTrip: Duration) {
    state.withLock { $0.roundTrip = roundTrip }
  }

  /// How many mails were taken so far.
  var mails: Int { state.withLock { $0.mails } }

  /// The last mail, as it came.
  var sample: [UInt8] { state.withLock { $0.sample } }

  fileprivate func took(_ mail: ArraySlice<UInt8>) {
    state.withLock { state in
      state.mails += 1
      state.sample = Array(mail)
    }
  }

  /// As long as the process lives.
  private func acceptForever() {
    while true {
      let link = accept(listener, nil, nil)
      guard link >= 0 else { return }
      var one: Int32 = 1
      setsockopt(
        link, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
      let roundTrip = state.withLock { $0.roundTrip }
      Thread.detachNewThread { [self] in
        var connection = MailSinkConnection(link, roundTrip: roundTrip, onMail: took)
        connection.serve()
        close(link)
      }
    }
  }
}

/// Why a benchmark can't run.
struct BenchFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
