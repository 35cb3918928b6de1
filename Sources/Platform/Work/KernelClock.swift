import Glibc

/// The kernel's word on its clock (adjtimex(2)).
package enum KernelClock {
  private typealias Adjtimex = @convention(c) (UnsafeMutableRawPointer) -> CInt
  /// The clock is not synchronised: TIME_ERROR of <sys/timex.h>.
  private static let unsynchronised: CInt = 5
  /// `struct timex` has 208 bytes; a first field, `modes`, of 0 changes nothing.
  private static let room = 512

  /// True where something, such as an NTP client, keeps the clock right, and where the kernel
  /// can't be asked.
  package static var isSynchronised: Bool {
    // Swift imports neither the function nor its struct from glibc.
    guard let symbol = dlsym(nil, "adjtimex") else { return true }
    let adjtimex = unsafeBitCast(symbol, to: Adjtimex.self)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
    defer { buffer.deallocate() }
    buffer.initializeMemory(as: UInt8.self, repeating: 0)
    guard let start = buffer.baseAddress else { return true }
    return adjtimex(start) != unsynchronised
  }
}
