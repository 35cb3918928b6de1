import Foundation
import MIME
import Store

/// A file that is to become a document: read once, in order, so that a pipe will do.
final class DocumentFile {
  private static let chunk = 256 << 10

  private let descriptor: Int32
  private let path: String
  /// The first bytes, by which the media type is told.
  private let beginning: [UInt8]

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure.unreadable(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw Failure("\(path) is a directory; name a file")
    }
    do {
      beginning = try Self.beginning(of: descriptor, path)
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// The details that the file itself tells.
  func details(title: String?) -> (fileName: String, mediaType: String) {
    let component = URL(fileURLWithPath: path).lastPathComponent
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
      try beginning.withUnsafeBytes { try write($0) }
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 16)
      defer { buffer.deallocate() }
      while case let count = try Self.read(descriptor, into: buffer, path), count > 0 {
        try write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
    try group.written.makeDurable()
    return blob
  }

  private static func beginning(of descriptor: Int32, _ path: String) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: MediaTypeSniffer.prefixLength)
    var length = 0
    try bytes.withUnsafeMutableBytes { buffer in
      while length < buffer.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[length...])
        let count = try read(descriptor, into: rest, path)
        if count == 0 { break }
        length += count
      }
    }
    return Array(bytes[..<length])
  }

  /// How many bytes there were; 0 at the end.
  private static func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, _ path: String
  ) throws -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw Failure.unreadable(path) }
    }
  }
}
