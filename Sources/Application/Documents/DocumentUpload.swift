import Foundation
import MIME
import Records
import Store

/// A file that somebody adds as a document: its bytes come once, in order.
package struct DocumentUpload {
  /// The details that people give with the document.
  package struct Details: Sendable {
    package var title: String?
    package var date: CivilDate?
    /// A path.
    package var group: String?
    package var customer: Reference<CustomerID>?
    package var contact: Reference<ContactID>?

    package init() {}

    /// The document that a file becomes.
    fileprivate func document(named name: String, _ mediaType: String) -> NewDocument {
      var new = NewDocument(
        fileName: name, mediaType: mediaType, title: title, date: date, group: group)
      (new.customer, new.contact) = (customer, contact)
      return new
    }
  }

  /// Gives the next bytes of the file, and how many there were; 0 at the end.
  package typealias Read = (UnsafeMutableRawBufferPointer) throws -> Int

  /// The file has more bytes than it may.
  package struct TooLarge: Error, Sendable, CustomStringConvertible {
    package let limit: Int64
    package var description: String { "the file has more than \(limit) bytes" }
  }

  private static let chunk = 256 << 10

  private let fileName: String
  /// Bytes; nil for any number.
  private let limit: Int64?
  private let read: Read

  /// `fileName` is what whoever gives the file calls it, any text.
  package init(named fileName: String, atMost limit: Int64?, read: @escaping Read) {
    self.fileName = fileName
    self.limit = limit
    self.read = read
  }

  /// Adds a document for each file, all with the same details, or none: filed when they have a
  /// customer, else in the Inbox. The media type is told by the first bytes. Each file is opened
  /// when it is its turn, read once, and let go of; this blocks.
  package static func add(
    _ files: [() throws -> DocumentUpload], _ details: Details, to company: ActingCompany,
    in store: Store
  ) async throws -> [DocumentRow] {
    try ManyRecords.check(files.count)
    // Refused before any bytes are read, where they are.
    try await company.checkDocument(details.document(named: "x", ""))
    let group = try store.blobs.group()
    let added = try files.map { open in
      let file = try open().keep(in: group, title: details.title)
      return (details.document(named: file.name, file.mediaType), file.blob)
    }
    try group.written.makeDurable()
    return try await company.addDocuments(added).map(DocumentRow.init)
  }

  /// Puts the bytes into a group of contents, which become durable together. Blocks.
  /// `title` is what people call the document, after which a file without a name is named.
  func keep(in group: BlobGroup, title: String? = nil) throws -> KeptFile {
    let beginning = try beginning()
    let (name, mediaType) = kind(beginning, title: title)
    return KeptFile(name: name, mediaType: mediaType, blob: try keep(beginning, in: group))
  }

  private func kind(_ beginning: [UInt8], title: String?) -> (name: String, mediaType: String) {
    let mediaType = beginning.withUnsafeBytes {
      MediaTypeSniffer.mediaType(of: $0, declared: nil, fileName: fileName)
    }
    let name =
      AttachmentName.sanitised(fileName)
      ?? AttachmentName.fallback(subject: title, mediaType: mediaType)
    return (name, mediaType)
  }

  /// The first bytes, as many as it takes to tell the media type.
  private func beginning() throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: MediaTypeSniffer.prefixLength)
    var length = 0
    try bytes.withUnsafeMutableBytes { buffer in
      while length < buffer.count {
        let count = try read(UnsafeMutableRawBufferPointer(rebasing: buffer[length...]))
        if count == 0 { break }
        length += count
      }
    }
    return Array(bytes[..<length])
  }

  private func keep(_ beginning: [UInt8], in group: BlobGroup) throws -> BlobReference {
    try group.add { write in
      var size = Int64(beginning.count)
      try beginning.withUnsafeBytes { try write($0) }
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 16)
      defer { buffer.deallocate() }
      while case let count = try read(buffer), count > 0 {
        size += Int64(count)
        if let limit, size > limit { throw TooLarge(limit: limit) }
        try write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
  }
}
