import Glibc
import MIME

/// A temporary file, without a name, that holds a winmail.dat somewhere in its middle.
final class TNEFFile {
  private let descriptor: Int32
  let range: ByteRange

  init(_ bytes: [UInt8]) {
    var path = Array("/tmp/tnef-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    unlink(path)
    let around = [UInt8](repeating: 0xEE, count: 100)
    let all = around + bytes + around
    let written = all.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    precondition(written == all.count, "no room for a temporary file")
    descriptor = file
    range = ByteRange(descriptor: descriptor, offset: 100, length: Int64(bytes.count))
  }

  deinit {
    close(descriptor)
  }

  /// The contents that are read, with the number of bytes that reading took.
  func contents(
    by reader: TNEFReader = TNEFReader()
  ) throws -> (contents: TNEFContents?, bytesRead: Int64) {
    // The descriptor is closed with the last use of self.
    try withExtendedLifetime(self) {
      var bytesRead: Int64 = 0
      let contents = try reader.read(range, bytesRead: &bytesRead)
      return (contents, bytesRead)
    }
  }

  /// The contents that are read from `bytes`, with each attachment's content.
  static func read(
    _ bytes: [UInt8], by reader: TNEFReader = TNEFReader()
  ) throws -> [Attachment]? {
    let file = TNEFFile(bytes)
    return try withExtendedLifetime(file) {
      try reader.read(file.range).map { try attachments($0) }
    }
  }

  private static func attachments(_ contents: TNEFContents) throws -> [Attachment] {
    try contents.attachments.map { attachment in
      var content: [UInt8] = []
      try attachment.range.forEachChunk { content += $0 }
      return Attachment(
        name: attachment.fileName, content: content,
        inside: try attachment.message.map { try attachments($0) })
    }
  }

  /// An attachment with its content in memory.
  struct Attachment: Equatable {
    var name: String?
    var content: [UInt8]
    var inside: [Attachment]?

    init(name: String?, content: [UInt8], inside: [Attachment]? = nil) {
      self.name = name
      self.content = content
      self.inside = inside
    }
  }
}
