import Foundation
import Platform
import Store

extension Store {
  /// Makes a store in a directory that is empty, or not there, out of a backup. Every byte is
  /// compared on the way; when this throws, there is no store.
  package static func restore(
    _ backup: String, to directory: String
  ) async throws(StoreError) -> BackupRecord {
    let target = StoreDirectory(path: normalised(directory))
    let source = BackupDirectory(path: absolute(backup))
    return try await BlockingWork.run("minicrm.restore", directory: target.path) {
      do {
        return try RestoreRun(backup: source, target: target).run()
      } catch {
        throw StoreError.wrapping(sqlite: error, directory: target.path)
      }
    }
  }
}
