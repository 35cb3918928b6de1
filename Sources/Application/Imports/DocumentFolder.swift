import Glibc
import MIME
import Platform
import Records
import Store

/// A folder of files that become documents: each is named by its path from the folder on.
struct DocumentFolder: Sendable {
  private let path: String

  init(_ path: String) { self.path = path }

  /// Refuses a name that is no regular file's below the folder; nothing on the path may be a link,
  /// which could lead out of the folder.
  func check(_ name: String) throws(Refusal) {
    let pieces = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.utf8.contains(0), pieces.allSatisfy({ !["", ".", ".."].contains($0) }) else {
      throw refusal(name, .outside)
    }
    var place = path
    for (index, piece) in pieces.enumerated() {
      place += "/" + piece
      var status = stat()
      guard lstat(place, &status) == 0 else { throw refusal(name, .missing) }
      let isLast = index == pieces.count - 1
      switch status.st_mode & S_IFMT {
      case S_IFLNK: throw refusal(name, .isLink)
      case S_IFREG where isLast, S_IFDIR where !isLast: continue
      default: throw refusal(name, .isNoFile)
      }
    }
  }

  /// Puts the bytes of a file into a group of contents. Blocks.
  func keep(_ name: String, in group: BlobGroup) throws -> KeptFile {
    try check(name)
    do {
      let file = try RegularFile(path + "/" + name)
      return try withExtendedLifetime(file) {
        let upload = DocumentUpload(named: Self.lastPart(of: name), atMost: nil) { buffer in
          try DescriptorCalls.read(file.descriptor, into: buffer)
        }
        return try upload.keep(in: group)
      }
    } catch let fault as RegularFile.Fault {
      throw StoreError(kind: .io, subject: name, cause: fault.description)
    } catch let error as ErrorNumber {
      throw StoreError.system(error, "read it", subject: name)
    }
  }

  /// SHA-256 of the bytes of a file. Blocks.
  func digest(_ name: String) throws(StoreError) -> Digest {
    let file: RegularFile
    do {
      file = try RegularFile(path + "/" + name)
    } catch {
      throw StoreError(kind: .io, subject: name, cause: error.description)
    }
    defer { withExtendedLifetime(file) {} }
    return try ImportedFile(name: name, descriptor: file.descriptor).digest
  }

  private static func lastPart(of name: String) -> String {
    String(name.split(separator: "/").last ?? "")
  }

  private func refusal(_ name: String, _ fault: FileFault) -> Refusal {
    Refusal(.file, name, .file(fault))
  }
}
