import Glibc

/// Reads and writes on open descriptors. A call that a signal cut off is begun again, and a write
/// goes on until all bytes are written.
package enum DescriptorCalls {
  /// Reads once, from where the descriptor stands. Returns how many bytes came; 0 at the end.
  package static func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
  ) throws(ErrorNumber) -> Int {
    try uninterrupted { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
  }

  /// Reads once from `offset`, in bytes; where the descriptor stands stays. Returns how many bytes
  /// came; 0 at the end.
  package static func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(ErrorNumber) -> Int {
    try uninterrupted { pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)) }
  }

  /// Reads once into an array that is as long as what may come, from where the descriptor stands or
  /// from `offset`. Returns how many bytes came; 0 at the end.
  package static func read(
    _ descriptor: Int32, into bytes: inout [UInt8], at offset: Int64? = nil
  ) throws(ErrorNumber) -> Int {
    let count = bytes.count
    return try uninterrupted {
      offset.map { pread(descriptor, &bytes, count, off_t($0)) }
        ?? Glibc.read(descriptor, &bytes, count)
    }
  }

  /// Writes all bytes, from where the descriptor stands.
  package static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32
  ) throws(ErrorNumber) {
    try whole(bytes) { rest, _ in Glibc.write(descriptor, rest.baseAddress, rest.count) }
  }

  /// Writes all bytes at `offset`; where the descriptor stands stays.
  package static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int64
  ) throws(ErrorNumber) {
    try whole(bytes) { rest, done in
      pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset) + done)
    }
  }

  /// Calls until no signal cuts the call off. `call` answers as in C: below 0, and the reason in
  /// `errno`.
  package static func uninterrupted<Answer: SignedInteger>(
    _ call: () -> Answer
  ) throws(ErrorNumber) -> Answer {
    while true {
      let answer = call()
      if answer >= 0 { return answer }
      let error = ErrorNumber.last
      if error.code != EINTR { throw error }
    }
  }

  private static func whole(
    _ bytes: UnsafeRawBufferPointer, _ write: (UnsafeRawBufferPointer, Int) -> Int
  ) throws(ErrorNumber) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = try uninterrupted { write(rest, done) }
      guard count > 0 else { throw ErrorNumber(code: EIO) }
      done += count
    }
  }
}
