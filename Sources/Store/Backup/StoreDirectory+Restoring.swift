import Foundation
import Glibc

/// A store's directory while a backup is put back into it.
extension StoreDirectory {
  /// The folder that is there as long as a restore is unfinished.
  var restoring: String { path + "/restoring" }

  /// Nobody works on what a restore has not finished: a new store would be begun beside it.
  func refuseHalfRestored() throws(StoreError) {
    guard access(restoring, F_OK) == 0 else { return }
    throw StoreError(
      kind: .corrupt, subject: subject, cause: "a restore into it was interrupted",
      suggestion: "run `minicrm restore` again, it begins anew")
  }

  /// Takes away what an interrupted restore left, its sign last.
  func clearHalfRestored() throws {
    guard access(restoring, F_OK) == 0 else { return }
    for file in [database, blobs, restoring] where access(file, F_OK) == 0 {
      try FileManager.default.removeItem(atPath: file)
    }
  }

  func refuseUnlessEmpty() throws(StoreError) {
    let names = Set(try PrivateDirectory.names(in: path, subject: subject))
    guard names.isSubset(of: ["lost+found"]) else {
      throw .refused(
        subject, "it is not empty",
        "stop minicrm and move what is there away, or name another store.directory; nothing was "
          + "changed")
    }
  }
}
