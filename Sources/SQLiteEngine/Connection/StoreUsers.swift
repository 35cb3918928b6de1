import Foundation
import Glibc
import Platform
import Store

/// The processes that have a store open, by the files that they hold, whatever became of those
/// files' names since: a store that was moved away or removed under a daemon is still the daemon's.
enum StoreUsers {
  /// The id of one, other than this process; nil when there is none, or none that this user may
  /// look at.
  static func other(of store: StoreDirectory) throws(SystemError) -> Int32? {
    for name in try PrivateDirectory.names(in: "/proc", subject: store.subject) {
      guard let process = Int32(name), process != getpid() else { continue }
      // One that has ended meanwhile, or is another user's, shows none.
      guard let files = try? PrivateDirectory.names(in: "/proc/\(name)/fd", subject: store.subject)
      else { continue }
      if files.contains(where: { isOf(store, "/proc/\(name)/fd/\($0)") }) { return process }
    }
    return nil
  }

  /// An open file is the store's database, or its lock file, in which the store's path stands.
  private static func isOf(_ store: StoreDirectory, _ link: String) -> Bool {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(link, &bytes, bytes.count)
    guard length > 0 else { return false }
    var path = String(decoding: bytes.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if path.hasSuffix(" (deleted)") { path.removeLast(" (deleted)".count) }
    if path == store.absolutePath + "/minicrm.sqlite" { return true }
    guard path.hasSuffix("/" + StoreDirectory.writeLockName) else { return false }
    return LockFile.note(in: link) == store.absolutePath
  }
}

extension StoreDirectory {
  /// By names alone: it is the same whether the directory is there or not.
  var absolutePath: String { URL(fileURLWithPath: path).standardizedFileURL.path }
}
