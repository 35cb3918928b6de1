import Glibc

/// The bytes of one session: commands go out, events come in. Blocking, on the session's queue
/// only; every wait ends by the timeout or the wake signal.
final class Wire {
  /// The most that is handed to libcurl at once; a TLS record.
  private static let sendSize = 16 * 1_024
  private static let receiveSize = 512 * 1_024

  /// The longest silence of the server.
  var timeout: Duration
  /// Whether the wake signal ends waits; not while logging out.
  var heedsWake = true

  private let curl: CurlHandle
  private let socket: Int32
  private let subject: String
  private let wake: WakeSignal
  private let sendBuffer = HeapBuffer(byteCount: sendSize)
  private let receiveBuffer = HeapBuffer(byteCount: receiveSize)
  /// What of `received` the parser has not read yet.
  private var unread = 0..<0
  private var parser = ResponseParser(startsInFragment: true)

  /// Connects and logs in; blocks.
  init(_ endpoint: IMAPEndpoint, wake: WakeSignal) throws(IMAPError) {
    subject = endpoint.subject
    timeout = endpoint.timeout
    self.wake = wake
    guard let curl = CurlHandle() else {
      throw IMAPError(subject: subject, kind: .connect, message: "libcurl can't be started")
    }
    try curl.connect(endpoint, wake: wake)
    guard let socket = curl.socket else {
      throw IMAPError(subject: subject, kind: .closed, message: "the connection ended at once")
    }
    self.curl = curl
    self.socket = socket
  }

  private var sending: UnsafeMutableRawBufferPointer { sendBuffer.bytes }
  private var received: UnsafeMutableRawBufferPointer { receiveBuffer.bytes }

  func error(_ kind: IMAPError.Kind, _ message: String) -> IMAPError {
    IMAPError(subject: subject, kind: kind, message: message)
  }

  // MARK: Sending

  /// Sends all of the text. While the server does not take it, what arrives is read as far as there
  /// is room: a server that waits for us to read would never take it.
  func send(_ text: String) throws(IMAPError) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = min(rest.count, sending.count)
      sending.copyBytes(from: rest.prefix(count))
      try sendChunk(count)
      rest = rest.dropFirst(count)
    }
  }

  private func sendChunk(_ count: Int) throws(IMAPError) {
    var sent = 0
    while sent < count {
      switch curl.send(UnsafeRawBufferPointer(rebasing: sending[sent..<count])) {
      case .bytes(let taken): sent += taken
      case .again: try awaitRoom()
      case .ended: throw error(.closed, "the connection ended")
      case .failed(let reason): throw error(.closed, "the connection broke (\(reason))")
      }
    }
  }

  private func awaitRoom() throws(IMAPError) {
    let hasSpace = unread.upperBound < received.count
    let ready = try wait(
      for: POLLOUT | (hasSpace ? POLLIN : 0), until: ContinuousClock.now + timeout)
    guard let ready else { throw silence() }
    if ready & Int16(POLLIN) != 0, hasSpace { _ = try receive() }
  }

  // MARK: Receiving

  /// The server's next event; its bytes are valid until the next call. Throws when the server is
  /// silent for longer than the timeout.
  func next() throws(IMAPError) -> ResponseEvent {
    while true {
      if let event = try parse() { return event }
      if try receive() { continue }
      guard try wait(for: POLLIN, until: ContinuousClock.now + timeout) != nil else {
        throw silence()
      }
    }
  }

  /// The server's next event; nil when there is none until that instant.
  func next(until end: ContinuousClock.Instant) throws(IMAPError) -> ResponseEvent? {
    while true {
      if let event = try parse() { return event }
      if try receive() {
        // Whoever sends without end must not keep us beyond the instant.
        if ContinuousClock.now < end { continue }
        return nil
      }
      guard try wait(for: POLLIN, until: end) != nil else { return nil }
    }
  }

  private func parse() throws(IMAPError) -> ResponseEvent? {
    var input = UnsafeRawBufferPointer(rebasing: received[unread])
    do {
      var event = try parser.next(&input)
      // To a server that had just ended an IDLE by itself our DONE was a command without a name.
      while case .tagged(tag: "DONE", _)? = event { event = try parser.next(&input) }
      unread = (unread.upperBound - input.count)..<unread.upperBound
      return event
    } catch {
      throw self.error(.protocolViolation, "not understood: \(error.message)")
    }
  }

  /// Reads until nothing is left to read or the buffer is full; false when nothing came.
  private func receive() throws(IMAPError) -> Bool {
    if heedsWake, wake.isRaised { throw cancelled() }
    if unread.isEmpty { unread = 0..<0 }
    let before = unread.upperBound
    while unread.upperBound < received.count {
      let space = UnsafeMutableRawBufferPointer(rebasing: received[unread.upperBound...])
      switch curl.receive(into: space) {
      case .bytes(let count): unread = unread.lowerBound..<(unread.upperBound + count)
      case .again: return unread.upperBound > before
      case .ended where unread.upperBound > before,
        .failed where unread.upperBound > before:
        // What came before the end is read first; the end shows again.
        return true
      case .ended: throw error(.closed, "the server closed the connection")
      case .failed(let reason): throw error(.closed, "the connection broke (\(reason))")
      }
    }
    return true
  }

  // MARK: Waiting

  /// The socket's readiness; nil when the instant passed. Throws when the wake signal is raised.
  private func wait(
    for events: Int32, until end: ContinuousClock.Instant
  ) throws(IMAPError) -> Int16? {
    while true {
      var descriptors = [
        pollfd(fd: socket, events: Int16(events), revents: 0),
        pollfd(fd: heedsWake ? wake.descriptor : -1, events: Int16(POLLIN), revents: 0),
      ]
      let left = ContinuousClock.now.duration(to: end).wholeMilliseconds
      let count = poll(&descriptors, 2, Int32(left))
      if heedsWake, wake.isRaised { throw cancelled() }
      if count < 0, errno != EINTR {
        throw error(.closed, "poll failed (errno \(errno))")
      }
      if count > 0, descriptors[0].revents != 0 { return descriptors[0].revents }
      if ContinuousClock.now >= end { return nil }
    }
  }

  private func silence() -> IMAPError {
    error(.timeout, "the server was silent for \(timeout)")
  }

  private func cancelled() -> IMAPError {
    error(.cancelled, "the session was interrupted")
  }
}
