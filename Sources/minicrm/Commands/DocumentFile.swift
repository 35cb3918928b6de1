import Foundation
import MIME
import Records
import Store

/// A file that is to become a document: read once, in order, so that standard input will do.
final class DocumentFile {
  private static let chunk = 256 << 10

  private let input: InputFile
  private let path: String
  /// Bytes that standard input may have.
  private let limit: Int64
  /// The first bytes, by which the media type is told.
  private let beginning: [UInt8]

  init(_ path: String, limit: Int64) throws {
    self.path = path
    self.limit = limit
    input = try InputFile(path)
    beginning = try Self.beginning(of: input)
  }

  /// The details that the file itself tells.
  func details(title: String?) -> (fileName: String, mediaType: String) {
    let component = path == "-" ? "stdin" : URL(fileURLWithPath: path).lastPathComponent
    let mediaType = beginning.withUnsafeBytes {
      MediaTypeSniffer.mediaType(of: $0, declared: nil, fileName: component)
    }
    let name = AttachmentName.sanitised(component)
    return (name ?? AttachmentName.fallback(subject: title, mediaType: mediaType), mediaType)
  }

  /// Puts the bytes in the blob store, for good. Blocks; once only.
  func store(in blobs: BlobStore) throws -> BlobReference {
    let group = try blobs.group()
    let blob = try group.add { write in
      var size = Int64(beginning.count)
      try beginning.withUnsafeBytes { try write($0) }
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 16)
      defer { buffer.deallocate() }
      while case let count = try input.read(into: buffer), count > 0 {
        size += Int64(count)
        guard input.size != nil || size <= limit else {
          throw Failure(
            "\(input.name) has more than \(limit) bytes (web.maximumUpload); name a file")
        }
        try write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
    try group.written.makeDurable()
    return blob
  }

  private static func beginning(of input: InputFile) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: MediaTypeSniffer.prefixLength)
    var length = 0
    try bytes.withUnsafeMutableBytes { buffer in
      while length < buffer.count {
        let count = try input.read(
          into: UnsafeMutableRawBufferPointer(rebasing: buffer[length...]))
        if count == 0 { break }
        length += count
      }
    }
    return Array(bytes[..<length])
  }
}
