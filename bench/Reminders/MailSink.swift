import Foundation
import Synchronization

/// An SMTP server on loopback that takes every mail and forgets it; a thread a connection.
///
/// A reply is written no earlier than the added round trip after its command was read; commands
/// that were sent ahead are read meanwhile, so that only waiting for replies costs time.
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
    (listener, port) = try LoopbackSocket.listen()
    Thread.detachNewThread { [self] in acceptForever() }
  }

  /// Added between a command and its reply, for connections to come.
  func setRoundTrip(_ roundTrip: Duration) {
    state.withLock { $0.roundTrip = roundTrip }
  }

  /// The number of mails taken so far.
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
      LoopbackSocket.sendAtOnce(link)
      let roundTrip = state.withLock { $0.roundTrip }
      Thread.detachNewThread { [self] in
        var connection = MailSinkConnection(link, roundTrip: roundTrip, onMail: took)
        connection.serve()
        close(link)
      }
    }
  }
}
