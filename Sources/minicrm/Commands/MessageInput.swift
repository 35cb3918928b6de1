import Foundation
import MailIngest
import Platform

/// A message given to a command: from a file, or from standard input, which is copied to the
/// store's spool first, up to the limit, so that it can be read at any installation.
final class MessageInput {
  /// Bytes beyond the limit are read and counted, so that the sender isn't cut off; no more than
  /// so many of them.
  private static let mostBeyond: Int64 = 1 << 30

  let descriptor: Int32
  /// Bytes.
  let size: Int64
  /// The file that holds the descriptor, where this value doesn't.
  private let file: InputFile?

  init(_ path: String, limit: Int64, spoolDirectory: String) throws {
    let input = try InputFile(path)
    if let size = input.size {
      (descriptor, self.size, file) = (input.descriptor, size, input)
    } else {
      (descriptor, size) = try Self.copy(of: input, limit: limit, spoolDirectory: spoolDirectory)
      file = nil
    }
  }

  deinit { if file == nil { close(descriptor) } }

  private static func copy(
    of input: InputFile, limit: Int64, spoolDirectory: String
  ) throws -> (Int32, Int64) {
    var template = Array("\(spoolDirectory)/input-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw Failure(
        .unwritable,
        "\(spoolDirectory) can't be written: \(String(cString: strerror(errno)))")
    }
    unlink(template)
    do {
      return (descriptor, try copy(input, to: descriptor, limit: limit))
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// Returns how many bytes there were.
  private static func copy(
    _ input: InputFile, to descriptor: Int32, limit: Int64
  ) throws -> Int64 {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var size: Int64 = 0
    while size - limit <= mostBeyond, case let count = try input.read(into: buffer), count > 0 {
      let kept = Int(max(0, min(Int64(count), limit - size)))
      try write(UnsafeRawBufferPointer(rebasing: buffer[..<kept]), to: descriptor, at: size)
      size += Int64(count)
    }
    return size
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at place: Int64
  ) throws {
    do throws(ErrorNumber) {
      try DescriptorCalls.write(bytes, to: descriptor, at: place)
    } catch {
      throw Failure(.unwritable, "standard input can't be kept in the spool: \(error)")
    }
  }
}
