import Foundation
import Platform
import Records
import Store

/// A file that is coming, in pieces: it waits without a name in the store's spool, and becomes a
/// document when all of it is there.
package actor ReceivedFile {
  private let name: String
  private let limit: Int64
  private let file: TemporaryFile
  private var size: Int64 = 0

  init(named name: String, atMost limit: Int64, in directory: String) throws {
    (self.name, self.limit) = (name, limit)
    file = try TemporaryFile(in: directory)
  }

  /// Adds the next bytes. Throws where the file becomes too large.
  package func take(_ bytes: [UInt8]) async throws {
    guard size + Int64(bytes.count) <= limit else { throw DocumentUpload.TooLarge(limit: limit) }
    let (file, offset) = (file, size)
    size += Int64(bytes.count)
    try await BlockingWork.result("minicrm.upload") {
      try bytes.withUnsafeBytes { try file.write($0, at: offset) }
    }.get()
  }

  /// The file as one that is uploaded, from its beginning.
  func upload() -> @Sendable () throws -> DocumentUpload {
    let (file, name, limit) = (file, name, limit)
    return {
      var offset: Int64 = 0
      return DocumentUpload(named: name, atMost: limit) { buffer in
        let count = pread(file.descriptor, buffer.baseAddress, buffer.count, Int(offset))
        guard count >= 0 else { throw SystemError(.last, "read an uploaded file", subject: name) }
        offset += Int64(count)
        return count
      }
    }
  }
}

extension Workplace {
  /// A file that is to come, of at most so many bytes.
  package func receive(_ name: String, atMost limit: Int64) throws -> ReceivedFile {
    try ReceivedFile(named: name, atMost: limit, in: store.spoolDirectory)
  }

  func add(
    _ files: [ReceivedFile], _ details: DocumentUpload.Details, to company: ActingCompany
  ) async throws -> [DocumentRow] {
    var uploads: [() throws -> DocumentUpload] = []
    for file in files { uploads.append(await file.upload()) }
    return try await DocumentUpload.add(uploads, details, to: company, in: store)
  }
}
