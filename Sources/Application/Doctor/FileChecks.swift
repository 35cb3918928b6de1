import Foundation
import Platform

/// The files that the settings name: who may read and write them, and what room is left.
struct FileChecks: Sendable {
  /// Twice what the status calls nearly full, in bytes.
  private static let comfortableSpace = 2 * Health.leastSpace
  /// So many files that aren't minicrm's are told one by one.
  private static let strangersTold = 5

  private let settingsFile: String
  private let secrets: [Installation.SecretPlace]
  private let store: ExaminedStore

  init(_ installation: Installation) {
    settingsFile = installation.settingsFile
    secrets = installation.secrets
    store = installation.store
  }

  var checks: [Check] {
    [
      Check("settings: permissions") { [settingsFinding] },
      Check("secrets") { secretFindings },
      Check("store: permissions") { try storeFindings() },
      Check("disk") { [try diskFinding()] },
    ]
  }

  private var settingsFinding: Finding {
    let check = "settings: permissions"
    guard let file = FileState(settingsFile) else {
      return .failed(check, .file(.settingsUnseen(path: settingsFile)))
    }
    return file.mode & 0o022 != 0
      ? .failed(check, .file(.settingsOpen(file))) : .ok(check, .file(.settingsSafe(file)))
  }

  private var secretFindings: [Finding] {
    guard !secrets.isEmpty else { return [.ok("secrets", .file(.noSecrets))] }
    return secrets.map { secret in
      do {
        try secret.read()
      } catch {
        return .failed(secret.name, .file(.secretUnreadable(error)))
      }
      guard let path = secret.file, let file = FileState(path) else {
        return .ok(secret.name, .file(.secretElsewhere(secret.place)))
      }
      if file.mode & 0o006 != 0 { return .failed(secret.name, .file(.secretReadableByAll(file))) }
      if file.mode & 0o020 != 0 {
        return .warning(secret.name, .file(.secretWritableByGroup(file)))
      }
      return .ok(secret.name, .file(.secretSafe(file)))
    }
  }

  /// The directory and what is in it belong to one user, who is the one that asks, and to nobody
  /// else; what minicrm hasn't made is told of.
  private func storeFindings() throws -> [Finding] {
    let check = "store: permissions"
    guard let root = FileState(store.directory), root.isDirectory else {
      return [.failed(check, .directory(.missing(path: store.directory)))]
    }
    guard root.owner == .current else { return [.failed(check, .directory(.foreign(root)))] }
    let trouble = trouble(in: root).map { Finding.failed(check, .permission($0)) }
    return [trouble ?? .ok(check, .permission(.own(root)))] + (try strangerFindings())
  }

  private func trouble(in root: FileState) -> PermissionFact? {
    let files = [root] + store.ownPaths.compactMap { FileState($0, followingLinks: false) }
    if let link = files.first(where: \.isLink) { return .link(link) }
    if let open = files.first(where: { $0.mode & 0o077 != 0 }) { return .open(open) }
    if let other = files.first(where: { $0.owner != root.owner }) {
      return .mixedOwners(other, directory: root)
    }
    return files.first { $0.mode & 0o600 != 0o600 }.map(PermissionFact.closed)
  }

  /// A line for the first few.
  private func strangerFindings() throws -> [Finding] {
    let check = "store: other files"
    let strangers = try store.strangers()
    let told = strangers.prefix(Self.strangersTold).map {
      Finding.warning(check, .directory(.stranger(path: $0)))
    }
    let rest = strangers.count - told.count
    return told + (rest > 0 ? [.warning(check, .directory(.moreStrangers(rest)))] : [])
  }

  private func diskFinding() throws -> Finding {
    var place = store.directory
    // One that isn't there yet will be made on the same disk.
    while place.count > 1, FileState(place) == nil {
      place = (place as NSString).deletingLastPathComponent
    }
    let space = try DiskSpace.at(place.isEmpty ? "." : place)
    if let problem = space.problem { return .failed("disk", .problem(problem)) }
    let bytes = space.availableBytes
    return bytes < Self.comfortableSpace
      ? .warning("disk", .directory(.littleRoom(bytes: bytes)))
      : .ok("disk", .directory(.room(bytes: bytes)))
  }
}
