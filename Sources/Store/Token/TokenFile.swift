import Foundation
import Platform

/// A file of the store that holds the tokens of one login, for its owner's eyes only (mode 0600).
/// It is replaced as a whole; one process at a time may.
package struct TokenFile: Sendable {
  /// More than any tokens have, in bytes.
  private static let longest = 1 << 20

  private let root: StoreDirectory
  private let name: String
  /// The login whose tokens they are, for people: `mailbox documents`.
  private let subject: String

  /// `name` tells the login from others: hexadecimal digits. Nothing is made yet.
  package init(_ name: String, in storeDirectory: String, subject: String) {
    root = StoreDirectory(path: Store.normalised(storeDirectory))
    self.name = name
    self.subject = subject
  }

  private var directory: String { root.tokens }
  private var path: String { "\(directory)/\(name).json" }

  /// Nil where there is none yet.
  package func read() throws -> [UInt8]? {
    guard let descriptor = try OwnFile.open(path, O_RDONLY, "read the tokens") else { return nil }
    defer { close(descriptor) }
    do {
      return try RegularFile.contents(of: descriptor, atMost: Self.longest)
    } catch {
      throw StoreError(
        kind: .corrupt, subject: path, cause: error.description,
        suggestion: "move it away, and have the mailbox authorised anew")
    }
  }

  /// Waits until nobody else may replace the tokens; a cancelled task waits no longer.
  package func hold(_ patience: Patience) async throws -> TokenFileLease {
    guard try PrivateDirectory.isOwnRoot(root.path, subject: root.subject) else {
      throw root.noStore
    }
    try PrivateDirectory.make(directory, subject: subject)
    let lock = try await FileLock.acquire(
      at: "\(directory)/\(name).lock", LockName(subject: subject, use: "renews its token"), patience
    )
    return TokenFileLease(path: path, directory: directory, lock)
  }
}

/// The right to replace the tokens of one login, as long as it lives.
package final class TokenFileLease: Sendable {
  /// The room that is reserved for new tokens, in bytes.
  private static let room = 256 << 10

  private let path: String
  private let directory: String
  private let lock: FileLock

  private var draft: String { path + ".new" }

  fileprivate init(path: String, directory: String, _ lock: FileLock) {
    self.path = path
    self.directory = directory
    self.lock = lock
  }

  /// Reserves the room that new tokens take, so that a full disk shows before the old ones are
  /// spent.
  package func prepare() throws {
    let descriptor = try OwnFile.make(draft, O_WRONLY, "make room for tokens")
    defer { close(descriptor) }
    let code = posix_fallocate(descriptor, 0, off_t(Self.room))
    guard code == 0 else {
      throw StoreError.system(ErrorNumber(code: code), "make room for tokens", subject: draft)
    }
    guard fchmod(descriptor, 0o600) == 0, fsync(descriptor) == 0 else {
      throw StoreError.system(.last, "make room for tokens", subject: draft)
    }
  }

  /// Puts the bytes in place of those before, durably; after a crash one or the other is there.
  package func write(_ bytes: [UInt8]) throws {
    do {
      let descriptor = try OwnFile.make(draft, O_WRONLY, "write the tokens")
      defer { close(descriptor) }
      try Self.fill(descriptor, with: bytes, draft)
    }
    guard rename(draft, path) == 0 else {
      throw StoreError.system(.last, "replace the tokens", subject: path)
    }
    // The directory itself may be new.
    for folder in [directory, (directory as NSString).deletingLastPathComponent] {
      try Durability.sync(directory: folder)
    }
  }

  private static func fill(_ descriptor: Int32, with bytes: [UInt8], _ path: String) throws {
    do {
      try bytes.withUnsafeBytes { try DescriptorCalls.write($0, to: descriptor, at: 0) }
    } catch let error as ErrorNumber {
      throw StoreError.system(error, "write the tokens", subject: path)
    }
    guard ftruncate(descriptor, off_t(bytes.count)) == 0, fchmod(descriptor, 0o600) == 0,
      fsync(descriptor) == 0
    else { throw StoreError.system(.last, "write the tokens", subject: path) }
  }
}
