import Foundation
import Store

/// A text file that people made: read as a whole, up to a limit.
struct TextFile {
  /// Bytes.
  static let limit = 64 << 20

  /// UTF-8, whatever the file was in.
  let text: [UInt8]
  /// By which an import knows it again.
  let file: ImportedFile

  init(_ path: String) throws {
    let input = try InputFile(path)
    let bytes = try input.contents(atMost: Self.limit, "import it in several files")
    file = ImportedFile(name: input.name, bytes: bytes)
    text = try Self.utf8(bytes, input.name)
  }

  /// What isn't UTF-8, with or without its mark, is taken for Windows-1252, which spreadsheets on
  /// Windows write.
  private static func utf8(_ bytes: [UInt8], _ path: String) throws -> [UInt8] {
    guard !bytes.contains(0) else {
      throw Failure("\(path) is no CSV text; save it as CSV, in UTF-8")
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let isMarked = bytes.starts(with: mark)
    let text = isMarked ? Array(bytes[mark.count...]) : bytes
    if String(validating: text, as: UTF8.self) != nil { return text }
    guard !isMarked, let decoded = String(bytes: bytes, encoding: .windowsCP1252) else {
      throw Failure("\(path) is neither UTF-8 nor Windows-1252; save it as CSV, in UTF-8")
    }
    return Array(decoded.utf8)
  }
}
