import Application
import Foundation
import SQLiteEngine
import Store
import System

/// The files that the settings name: who may read and write them, and what room is left.
struct FileChecks: Sendable {
  private let settings: Settings
  private var directory: String { settings.storeDirectory }

  /// Twice what the status calls nearly full, in bytes.
  private static let comfortableSpace = 2 * Health.leastSpace
  /// So many files that aren't minicrm's are told one by one.
  private static let strangersTold = 5

  init(_ settings: Settings) {
    self.settings = settings
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
    guard let file = FileState(settings.file) else {
      return .failed(check, "\(settings.file) can't be looked at")
    }
    if file.mode & 0o022 != 0 {
      return .failed(
        check, "others may write \(settings.file) (mode \(file.octalMode))",
        "chmod go-w \(settings.file)")
    }
    return .ok(check, "mode \(file.octalMode)")
  }

  private var secretFindings: [Finding] {
    let sources = settings.secrets
    guard !sources.isEmpty else { return [.ok("secrets", "the settings name none")] }
    return sources.map { check, source in
      do {
        _ = try source.read()
      } catch {
        return .failed(check, "\(error)")
      }
      guard let path = source.file, let file = FileState(path) else {
        return .ok(check, "\(source) can be read")
      }
      if file.mode & 0o006 != 0 {
        return .failed(
          check, "everybody may read \(path) (mode \(file.octalMode))", "chmod o-rwx \(path)")
      }
      if file.mode & 0o020 != 0 {
        return .warning(
          check, "a group may write \(path) (mode \(file.octalMode))", "chmod g-w \(path)")
      }
      return .ok(check, "\(path), mode \(file.octalMode)")
    }
  }

  /// The directory and what is in it belong to one user, who is the one that asks, and to nobody
  /// else; what minicrm hasn't made is told of.
  private func storeFindings() throws -> [Finding] {
    let check = "store: permissions"
    guard let root = FileState(directory), root.isDirectory else {
      return [
        .failed(
          check, "there is no directory \(directory)",
          "minicrm company add makes it; else correct store.directory in the settings")
      ]
    }
    guard root.owner == .current else {
      return [
        .failed(
          check, "\(directory) belongs to \(root.owner), and \(SystemUser.current) is another user",
          root.owner.running("minicrm doctor"))
      ]
    }
    return [storeFinding(root)] + (try strangerFindings())
  }

  private func storeFinding(_ root: FileState) -> Finding {
    let check = "store: permissions"
    let paths = StoreExamination.ownPaths(in: directory)
    let files = [root] + paths.compactMap { FileState($0, followingLinks: false) }
    if let link = files.first(where: \.isLink) {
      return .failed(
        check, "\(link.path) is a link, and none is followed there",
        "put what it leads to in its place")
    }
    if let open = files.first(where: { $0.mode & 0o077 != 0 }) {
      return .failed(
        check, "others have access to \(open.path) (mode \(open.octalMode))",
        "chmod go-rwx \(open.path)")
    }
    if let stranger = files.first(where: { $0.owner != root.owner }) {
      return .failed(
        check,
        "\(stranger.path) belongs to \(stranger.owner), the directory to \(root.owner)",
        "chown -R \(root.owner): \(directory); run minicrm as that user only")
    }
    if let closed = files.first(where: { $0.mode & 0o600 != 0o600 }) {
      return .failed(
        check, "\(closed.path) is closed to its owner (mode \(closed.octalMode))",
        "chmod u+rw \(closed.path)")
    }
    return .ok(check, "\(directory) belongs to \(root.owner), and to nobody else")
  }

  /// A line for the first few.
  private func strangerFindings() throws -> [Finding] {
    let strangers = try StoreExamination.strangers(in: directory)
    let told = strangers.prefix(Self.strangersTold).map {
      Finding.warning(
        "store: other files", "\($0) is not minicrm's, which leaves it alone", "move it away")
    }
    let rest = strangers.count - told.count
    return told + (rest > 0 ? [.warning("store: other files", "and \(rest) more")] : [])
  }

  private func diskFinding() throws -> Finding {
    var place = directory
    // One that isn't there yet will be made on the same disk.
    while place.count > 1, FileState(place) == nil {
      place = (place as NSString).deletingLastPathComponent
    }
    let space = try DiskSpace.at(place.isEmpty ? "." : place)
    let free = "\(space.availableBytes.formatted(.byteCount(style: .binary))) are free"
    if let problem = space.problem { return .failed("disk", problem.text, problem.advice) }
    return space.availableBytes < Self.comfortableSpace
      ? .warning("disk", "only \(free)", "make room where store.directory is") : .ok("disk", free)
  }
}
