import Glibc
import Platform

/// One end of a connection over a Unix socket; closed when the last holder goes.
final class Connection: Sendable {
  let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// One to be connected.
  convenience init() throws(ErrorNumber) {
    self.init(
      try DescriptorCalls.uninterrupted {
        socket(AF_UNIX, ListeningSocket.stream | O_CLOEXEC, 0)
      })
  }

  /// Connects to who listens at the path. Waits at most for `silence` where that queue is full, and
  /// so for each answer later.
  func connect(to path: String, silence: Duration) throws(SystemError) {
    limit(silence: silence)
    let connected = try ListeningSocket.withAddress(path) { Glibc.connect(descriptor, $0, $1) }
    guard connected == 0 else { throw SystemError(.last, "connect to it", subject: path) }
  }

  /// A call that waits for the peer for so long fails.
  func limit(silence: Duration) {
    let (seconds, attoseconds) = silence.components
    var time = timeval(
      tv_sec: Int(seconds), tv_usec: suseconds_t(attoseconds / 1_000_000_000_000))
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
  }

  /// Ends what either side still waits for.
  func end() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  func send(_ bytes: some Collection<UInt8>) throws(ErrorNumber) {
    try bytes.withBytes { buffer throws(ErrorNumber) in
      var done = 0
      while done < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
        done += try DescriptorCalls.uninterrupted {
          Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        }
      }
    }
  }

  /// So many bytes; nil when the peer ends before.
  func receive(_ count: Int) throws(ErrorNumber) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: min(count, 1 << 18))
    while bytes.count < count {
      let room = min(buffer.count, count - bytes.count)
      let got = try DescriptorCalls.uninterrupted { recv(descriptor, &buffer, room, 0) }
      guard got > 0 else { return nil }
      bytes += buffer[..<got]
    }
    return bytes
  }

  /// Sends the bytes, and an open descriptor beside them (SCM_RIGHTS, unix(7)).
  func send(_ bytes: [UInt8], passing passed: Int32) throws(ErrorNumber) {
    let sent = try withMessage(bytes) { message throws(ErrorNumber) in
      message.pointee.msg_control.storeBytes(of: Self.controlSize, as: Int.self)
      message.pointee.msg_control.storeBytes(of: SOL_SOCKET, toByteOffset: 8, as: Int32.self)
      message.pointee.msg_control.storeBytes(of: Self.rights, toByteOffset: 12, as: Int32.self)
      message.pointee.msg_control.storeBytes(of: passed, toByteOffset: 16, as: Int32.self)
      return try DescriptorCalls.uninterrupted {
        sendmsg(descriptor, message, Int32(MSG_NOSIGNAL))
      }
    }.count
    try send(bytes.dropFirst(sent))
  }

  /// So many bytes, and the descriptor that came beside the first ones, which is the caller's to
  /// close. Nil when the peer ends before.
  func receivePassed(_ count: Int) throws(ErrorNumber) -> (bytes: [UInt8], passed: Int32?)? {
    var passed: Int32?
    let first = try withMessage([UInt8](repeating: 0, count: count)) {
      message throws(ErrorNumber) in
      let got = try DescriptorCalls.uninterrupted {
        recvmsg(descriptor, message, Self.closedOnExec)
      }
      let control = message.pointee.msg_control
      if let control, message.pointee.msg_controllen >= Self.controlSize,
        control.load(fromByteOffset: 8, as: Int32.self) == SOL_SOCKET,
        control.load(fromByteOffset: 12, as: Int32.self) == Self.rights
      {
        passed = control.load(fromByteOffset: 16, as: Int32.self)
      }
      return got
    }
    do throws(ErrorNumber) {
      if first.count > 0, let rest = try receive(count - first.count) {
        return (first.bytes.prefix(first.count) + rest, passed)
      }
    } catch {
      if let passed { close(passed) }
      throw error
    }
    if let passed { close(passed) }
    return nil
  }

  /// Room for one descriptor and no more: the kernel closes what else a peer passes. CMSG_LEN of
  /// <sys/socket.h>, SCM_RIGHTS and MSG_CMSG_CLOEXEC, which Swift does not import.
  private static let controlSize = MemoryLayout<cmsghdr>.size + MemoryLayout<Int32>.size
  private static let rights: Int32 = 1
  private static let closedOnExec: Int32 = 0x4000_0000

  private func withMessage(
    _ bytes: [UInt8],
    _ call: (UnsafeMutablePointer<msghdr>) throws(ErrorNumber) -> Int
  ) throws(ErrorNumber) -> (bytes: [UInt8], count: Int) {
    let data = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    let control = UnsafeMutableRawPointer.allocate(byteCount: Self.controlSize + 4, alignment: 8)
    defer {
      data.deallocate()
      control.deallocate()
    }
    data.copyBytes(from: bytes)
    var vector = iovec(iov_base: data.baseAddress, iov_len: bytes.count)
    let count = try withUnsafeMutablePointer(to: &vector) { vector throws(ErrorNumber) in
      var message = msghdr()
      message.msg_iov = vector
      message.msg_iovlen = 1
      message.msg_control = control
      message.msg_controllen = Self.controlSize
      return try call(&message)
    }
    return (Array(data), count)
  }
}
