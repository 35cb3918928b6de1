import Glibc
import Records
import Store

/// Taking the files of contents from one folder of blobs to another. Blocks.
struct BlobTransfer {
  /// The folder that they come from, and the one that they go to.
  let source: String
  let target: String
  /// The subject of errors about the target.
  let subject: String

  /// True when the target has the content in its full length.
  func has(_ content: BlobReference) -> Bool {
    content.hasFile(at: target + "/" + content.pathInBlobs)
  }

  /// Gives the target the same file under a second name, where one file system holds both, else a
  /// copy. Contents are never changed in place, so a shared file is as good as one of its own. The
  /// bytes are read and compared with their name, once in a content's life here.
  func share(_ content: BlobReference) throws {
    let (from, to) = paths(of: content)
    unlink(to)
    guard link(from, to) == 0 else {
      switch errno {
      // Another file system, one without hard links, one link too many, or somebody else's file
      // (fs.protected_hardlinks).
      case EXDEV, EPERM, EMLINK, EOPNOTSUPP, ENOSYS: return try copy(content)
      case ENOENT: throw BlobFile.damaged(from, "it is missing")
      default: throw StoreError.system(.last, "link \(from)", subject: subject)
      }
    }
    guard try isIntact(content) else {
      unlink(to)
      throw BlobFault.changed.error(at: from)
    }
  }

  /// Reads the target's file and compares its bytes with its name.
  func isIntact(_ content: BlobReference) throws -> Bool {
    let fault = try BlobFault.find(in: content, at: paths(of: content).to, reading: true)
    if let fault, fault.isUnreadable { throw fault.error(at: paths(of: content).to) }
    return fault == nil
  }

  /// Gives the target a file of its own, whose bytes were compared with their name on the way.
  func copy(_ content: BlobReference) throws {
    let (from, to) = paths(of: content)
    let file = try BlobFile.open(content, at: from)
    var copy = try TemporaryBlob(in: target + "/tmp", subject: subject)
    try file.forEachChunk { try copy.write($0) }
    try copy.move(to: to)
  }

  private func paths(of content: BlobReference) -> (from: String, to: String) {
    (source + "/" + content.pathInBlobs, target + "/" + content.pathInBlobs)
  }
}
