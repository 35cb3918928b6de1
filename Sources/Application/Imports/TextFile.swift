import Foundation
import Records
import Store

/// A text file that people made, as a whole.
package struct TextFile: Sendable {
  /// Bytes that a file may have.
  package static let limit = 64 << 20

  /// UTF-8, whatever the file was in.
  let text: [UInt8]
  /// By which an import knows it again.
  let file: ImportedFile

  /// `name` is what people call the file.
  package init(_ bytes: [UInt8], name: String) throws(Refusal) {
    file = ImportedFile(name: name, bytes: bytes)
    text = try Self.utf8(bytes, name)
  }

  /// A text that isn't UTF-8, with or without its mark, is taken for Windows-1252, which
  /// spreadsheets on Windows write, as they do UTF-16 with its mark.
  private static func utf8(_ bytes: [UInt8], _ name: String) throws(Refusal) -> [UInt8] {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      guard let decoded = String(bytes: bytes, encoding: .utf16), !decoded.utf8.contains(0)
      else { throw Refusal(of: .file(name), .table(.notText)) }
      return Array(decoded.utf8)
    }
    guard !bytes.contains(0) else {
      throw Refusal(of: .file(name), .table(.notText))
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let isMarked = bytes.starts(with: mark)
    let text = isMarked ? Array(bytes[mark.count...]) : bytes
    if String(validating: text, as: UTF8.self) != nil { return text }
    guard !isMarked, let decoded = String(bytes: bytes, encoding: .windowsCP1252) else {
      throw Refusal(of: .file(name), .table(.unknownEncoding))
    }
    return Array(decoded.utf8)
  }
}
