import Glibc
import Platform

/// The bytes of one connection that libcurl has made (`CURLOPT_CONNECT_ONLY`). Blocking, on the
/// session's queue only; every wait ends by the timeout or the wake signal.
final class Link {
  /// The most that is handed to libcurl at once; a TLS record.
  private static let sendSize = 16 * 1_024

  /// The longest silence of the server.
  var timeout: Duration
  /// The wake signal ends waits; not while saying goodbye.
  var heedsWake = true

  private let curl: CurlHandle
  private let socket: Int32
  private let wake: WakeSignal
  private let sign: LifeSign
  private let sendBuffer = HeapBuffer(byteCount: sendSize)
  private let receiveBuffer: HeapBuffer
  /// The range of `received` that nobody has read yet.
  private var unreadRange = 0..<0

  /// `curl` is connected. `sign` hears of all waits and arrivals. `receiveSize` is how much is read
  /// ahead at most, in bytes.
  init(
    _ curl: CurlHandle, timeout: Duration, wake: WakeSignal, sign: @escaping LifeSign,
    receiveSize: Int
  ) throws(LinkTrouble) {
    guard let socket = curl.socket else { throw .ended("the connection ended at once") }
    self.curl = curl
    self.socket = socket
    self.timeout = timeout
    self.wake = wake
    self.sign = sign
    receiveBuffer = HeapBuffer(byteCount: receiveSize)
  }

  /// The server's certificate; nil without TLS.
  var certificate: ServerCertificate? { curl.certificate }

  private var sending: UnsafeMutableRawBufferPointer { sendBuffer.bytes }
  private var received: UnsafeMutableRawBufferPointer { receiveBuffer.bytes }

  // MARK: Sending

  /// Sends all of the bytes. While the server does not take them, what arrives is read as far as
  /// there is room: a server that waits for us to read would never take them.
  func send(_ bytes: [UInt8]) throws(LinkTrouble) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = min(rest.count, sending.count)
      sending.copyBytes(from: rest.prefix(count))
      try sendChunk(count)
      rest = rest.dropFirst(count)
    }
  }

  private func sendChunk(_ count: Int) throws(LinkTrouble) {
    var sent = 0
    while sent < count {
      switch curl.send(UnsafeRawBufferPointer(rebasing: sending[sent..<count])) {
      case .bytes(let taken): sent += taken
      case .again: try awaitRoom()
      case .ended: throw .ended("the connection ended")
      case .failed(let reason): throw .ended("the connection broke (\(reason))")
      }
    }
  }

  private func awaitRoom() throws(LinkTrouble) {
    let hasSpace = unreadRange.upperBound < received.count
    let ready = try wait(
      for: POLLOUT | (hasSpace ? POLLIN : 0), until: ContinuousClock.now + timeout)
    guard let ready else { throw .silent(timeout) }
    if ready & Int16(POLLIN) != 0, hasSpace { _ = try receive() }
  }

  // MARK: Receiving

  /// The bytes that have come and are not consumed; valid until the next call of anything.
  var unread: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: received[unreadRange]) }

  /// The first `count` bytes of `unread` are done with.
  func consume(_ count: Int) {
    unreadRange = (unreadRange.lowerBound + count)..<unreadRange.upperBound
  }

  /// Waits until there is more to read. Throws when the server is silent for longer than the
  /// timeout.
  func awaitMore() throws(LinkTrouble) {
    guard try awaitMore(until: ContinuousClock.now + timeout) else { throw .silent(timeout) }
  }

  /// Waits until there is more to read; false when there is none until that instant.
  func awaitMore(until end: ContinuousClock.Instant) throws(LinkTrouble) -> Bool {
    while true {
      if try receive() { return true }
      guard try wait(for: POLLIN, until: end) != nil else { return false }
    }
  }

  /// Reads until nothing is left to read or the buffer is full; false when nothing came.
  private func receive() throws(LinkTrouble) -> Bool {
    if heedsWake, wake.isRaised { throw .interrupted }
    makeRoom()
    let before = unreadRange.upperBound
    while unreadRange.upperBound < received.count {
      let space = UnsafeMutableRawBufferPointer(rebasing: received[unreadRange.upperBound...])
      switch curl.receive(into: space) {
      case .bytes(let count):
        unreadRange = unreadRange.lowerBound..<(unreadRange.upperBound + count)
        sign(.zero)
      case .again: return unreadRange.upperBound > before
      case .ended where unreadRange.upperBound > before,
        .failed where unreadRange.upperBound > before:
        // Bytes that came before the end are read first; the end shows again.
        return true
      case .ended: throw .ended("the server closed the connection")
      case .failed(let reason): throw .ended("the connection broke (\(reason))")
      }
    }
    return true
  }

  /// Moves the unread bytes of a full buffer to its front.
  private func makeRoom() {
    if unreadRange.isEmpty {
      unreadRange = 0..<0
    } else if unreadRange.upperBound == received.count, unreadRange.lowerBound > 0 {
      let rest = UnsafeRawBufferPointer(rebasing: received[unreadRange])
      received.copyMemory(from: rest)
      unreadRange = 0..<rest.count
    }
  }

  // MARK: Waiting

  /// The socket's readiness; nil when the instant passed.
  private func wait(
    for events: Int32, until end: ContinuousClock.Instant
  ) throws(LinkTrouble) -> Int16? {
    while true {
      var descriptors = [
        pollfd(fd: socket, events: Int16(events), revents: 0),
        pollfd(fd: heedsWake ? wake.descriptor : -1, events: Int16(POLLIN), revents: 0),
      ]
      try poll(&descriptors, until: end)
      if heedsWake, wake.isRaised { throw .interrupted }
      if descriptors[0].revents != 0 { return descriptors[0].revents }
      if ContinuousClock.now >= end { return nil }
    }
  }

  private func poll(
    _ descriptors: inout [pollfd], until end: ContinuousClock.Instant
  ) throws(LinkTrouble) {
    do throws(ErrorNumber) {
      _ = try DescriptorCalls.uninterrupted {
        let left = ContinuousClock.now.duration(to: end)
        sign(left)
        return Glibc.poll(&descriptors, nfds_t(descriptors.count), Int32(left.wholeMilliseconds))
      }
    } catch {
      throw .ended("the connection can't be waited for (\(error))")
    }
  }
}
