import Foundation
import Platform

/// The input of a command: a regular file, or standard input, by the name - or /dev/stdin.
struct InputFile {
  /// For people.
  let name: String
  let descriptor: Int32
  /// Bytes; nil of standard input.
  let size: Int64?
  /// Open as long as somebody has this.
  private let file: RegularFile?

  init(_ path: String) throws {
    if Self.isStandardInput(path) {
      (name, descriptor, size, file) = ("standard input", STDIN_FILENO, nil, nil)
      return
    }
    do {
      let file = try RegularFile(path)
      (name, descriptor, size) = (path, file.descriptor, file.size)
      self.file = file
    } catch {
      throw Failure(.notFound, "\(path) \(error); give - to read from standard input")
    }
  }

  static func isStandardInput(_ path: String) -> Bool { path == "-" || path == "/dev/stdin" }

  /// Reads into `buffer`, and returns the number of bytes that came; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    do throws(ErrorNumber) {
      return try DescriptorCalls.read(descriptor, into: buffer)
    } catch {
      throw Failure(.internal, "\(name) can't be read: \(error)")
    }
  }

  /// All of it. `advice` is what to do with more than `limit` bytes.
  func contents(atMost limit: Int, _ advice: String) throws -> [UInt8] {
    do {
      return try withExtendedLifetime(file) {
        try RegularFile.contents(of: descriptor, atMost: limit)
      }
    } catch {
      throw Failure(.refused, "\(name) \(error); \(advice)")
    }
  }
}
