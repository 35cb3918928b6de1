import Foundation
import Glibc
import MIME

/// A file that mails are written to and read from, as the spool has them.
final class SpoolFile {
  private let descriptor: Int32
  private let scratchPath: String
  private var scratchDescriptor: Int32?
  private(set) var end: Int64 = 0

  init(_ url: URL) throws {
    descriptor = open(url.path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    scratchPath = url.path + ".scratch"
  }

  deinit {
    close(descriptor)
    if let scratchDescriptor { close(scratchDescriptor) }
  }

  func append(_ bytes: some Collection<UInt8>) throws {
    let count = Array(bytes).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard count == bytes.count else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    end += Int64(count)
  }

  func append(_ text: String) throws {
    try append(Array(text.utf8))
  }

  func written(from start: Int64) -> ByteRange {
    ByteRange(descriptor: descriptor, offset: start, length: end - start)
  }

  /// The descriptor of the file that encoded containers are unpacked to.
  func scratch() throws -> Int32 {
    let opened = open(scratchPath, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard opened >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    scratchDescriptor = opened
    return opened
  }
}
