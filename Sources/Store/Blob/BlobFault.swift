import Glibc
import Platform
import Records

/// A fault of the file of a content.
package enum BlobFault: Error, Sendable, Hashable {
  case missing
  /// A link, a directory or the like stands there.
  case noFile
  /// In bytes.
  case length(Int64, insteadOf: Int64)
  /// Its bytes are not those that it is named after.
  case changed
  /// The file can't be read, so its bytes aren't known.
  case unreadable(ErrorNumber)

  package var isUnreadable: Bool {
    if case .unreadable = self { true } else { false }
  }

  /// As it is kept, and told to programs.
  package var word: String {
    switch self {
    case .missing: "missing"
    case .noFile: "noFile"
    case .length: "length"
    case .changed: "changed"
    case .unreadable: "unreadable"
    }
  }

  /// Goes on after the file's path.
  package var text: String {
    switch self {
    case .missing: "is missing"
    case .noFile: "is a link or no file at all, and not followed"
    case .length(let found, let expected): "has \(found) bytes instead of \(expected)"
    case .changed: "was changed"
    case .unreadable(let number): "can't be read: \(number)"
    }
  }

  /// The error that a reader of the file at `path` meets.
  package func error(at path: String) -> StoreError {
    switch self {
    case .missing: BlobFile.damaged(path, "it is missing")
    case .noFile: BlobFile.damaged(path, "it is a link or no file at all, and not followed")
    case .length: BlobFile.damaged(path, "it \(text)")
    case .changed: BlobFile.damaged(path, "its bytes are not those that it is named after")
    case .unreadable(let number): StoreError.system(number, "read", subject: path)
    }
  }

  /// Finds the fault of the file of a content at `path`; nil when there is none. With `reading` the
  /// bytes are compared with the name, and `pause` is called between any two chunks. Blocks.
  package static func find(
    in content: BlobReference, at path: String, reading: Bool, pause: () throws -> Void = {}
  ) throws -> BlobFault? {
    do {
      let file = try BlobFile.opened(content, at: path)
      if reading { try file.read { _ in try pause() } }
      return nil
    } catch let fault as BlobFault {
      return fault
    }
  }
}
