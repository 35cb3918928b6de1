import Foundation
import Platform

/// An open file, or standard output, where what a command gives goes without a buffer between: when
/// it is written, whoever reads it has it.
struct OutputFile {
  static let standard = OutputFile(descriptor: STDOUT_FILENO, name: "standard output")

  let descriptor: Int32
  /// As errors call it.
  let name: String

  /// Writes a text, and a line break unless the text ends otherwise.
  func print(_ text: String = "", terminator: String = "\n") throws {
    try Array((text + terminator).utf8).withUnsafeBytes(write)
  }

  /// Writes all of the bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws {
    do throws(ErrorNumber) {
      try DescriptorCalls.write(bytes, to: descriptor)
    } catch {
      throw Failure(.unwritable, "\(name) can't be written: \(error)")
    }
  }
}
