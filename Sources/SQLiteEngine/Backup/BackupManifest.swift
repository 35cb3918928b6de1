import Foundation
import Glibc
import Platform
import Store

/// `manifest.json`: which databases a backup's directory may hold, newest first.
///
/// A file can be replaced in one step, two files can't. So the new backup is announced beside the
/// one before it, then the database is switched; at any moment in between one entry is that of the
/// database that is there.
struct BackupManifest: Codable, Sendable {
  private static let knownVersion = 1
  /// Bytes.
  private static let longest = 1 << 20

  /// The version of the file's form.
  var version = knownVersion
  var backups: [BackupRecord] = []

  static func read(_ path: String) throws(StoreError) -> BackupManifest {
    let manifest: BackupManifest
    do {
      let decoder = JSONDecoder()
      decoder.dateDecodingStrategy = .iso8601
      manifest = try decoder.decode(
        BackupManifest.self, from: Data(RegularFile.contents(of: path, atMost: longest)))
    } catch {
      let cause = (error as? RegularFile.Fault)?.description ?? "\(error)"
      throw StoreError(
        kind: .corrupt, subject: path, cause: "it can't be read as a manifest (\(cause))",
        suggestion: "name the directory of a backup")
    }
    guard manifest.version == knownVersion else {
      throw StoreError(
        kind: .schemaNewer, subject: path, cause: "its form is version \(manifest.version)",
        suggestion: "use the newer minicrm that wrote it; nothing was changed")
    }
    return manifest
  }

  /// Replaces the file in one step, for good.
  func write(to path: String, subject: String) throws {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let bytes = try encoder.encode(self) + Data("\n".utf8)
    let unfinished = path + ".new"
    unlink(unfinished)
    let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError.system(.last, "create \(unfinished)", subject: subject)
    }
    defer { close(descriptor) }
    let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard written == bytes.count, fsync(descriptor) == 0, rename(unfinished, path) == 0 else {
      throw StoreError.system(.last, "write \(path)", subject: subject)
    }
    try Durability.sync(directory: (path as NSString).deletingLastPathComponent)
  }

  func record(of database: String) -> BackupRecord? {
    backups.first { $0.database == database }
  }
}
