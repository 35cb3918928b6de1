import Foundation
import MailTransport
import Synchronization

/// Keeps the bodies, and checks that it is called in order.
final class CollectingSink: MessageSink {
  struct Body: Equatable {
    var uid: UID
    var bytes: [UInt8] = []
    var receivedAt: Date?

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  struct Full: Error, Equatable {}

  private struct State {
    var open: Body?
    var bodies: [Body] = []
    var abandoned: [UID] = []
    var disorder: [String] = []
    var count: Int64 = 0
  }

  private let state = Mutex(State())
  private let limit: Int64
  private let failing: Bool

  /// With `limit` it has enough at that many bytes of a body; `failing` throws instead.
  init(limit: Int64 = .max, failing: Bool = false) {
    self.limit = limit
    self.failing = failing
  }

  var bodies: [Body] { state.withLock { $0.bodies } }
  var texts: [String] { bodies.map(\.text) }
  var uids: [UID] { bodies.map(\.uid) }
  var abandoned: [UID] { state.withLock { $0.abandoned } }
  var disorder: [String] { state.withLock { $0.disorder } }
  var openCount: Int64 { state.withLock { $0.count } }

  func begin(_ uid: UID) throws {
    state.withLock { state in
      if state.open != nil { state.disorder.append("begin of \(uid) in another") }
      state.open = Body(uid: uid)
      state.count = 0
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws -> SinkAnswer {
    try state.withLock { state in
      if state.open == nil { state.disorder.append("bytes of nothing") }
      state.count += Int64(bytes.count)
      guard state.count < limit else {
        if failing { throw Full() }
        return .enough
      }
      if limit == .max { state.open?.bytes += bytes }
      return .more
    }
  }

  func end(_ uid: UID, receivedAt: Date?) throws {
    state.withLock { state in
      guard var body = state.open, body.uid == uid else {
        state.disorder.append("end of \(uid)")
        return
      }
      body.receivedAt = receivedAt
      state.bodies.append(body)
      state.open = nil
    }
  }

  func abandon(_ uid: UID) {
    state.withLock { state in
      if state.open?.uid != uid { state.disorder.append("abandon of \(uid)") }
      state.abandoned.append(uid)
      state.open = nil
    }
  }
}
