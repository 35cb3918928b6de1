import Foundation

/// A file system of its own with so many bytes, in memory, that can be made larger, read-only and
/// writable again. Only root can have one. It goes when the last reference goes.
package final class SmallDisk: Sendable {
  package let directory: TemporaryDirectory

  /// - Parameter size: as mount(8) takes it: `8m`.
  package static func mount(size: String) async throws -> SmallDisk {
    let disk = try SmallDisk()
    let options = [
      "-t", "tmpfs", "-o", "size=\(size),mode=700", "minicrm-test", disk.directory.path,
    ]
    try await Program.mustRun("mount", options)
    return disk
  }

  private init() throws { directory = try TemporaryDirectory(named: "minicrm-disk") }

  deinit { umount2(directory.path, 2 /* MNT_DETACH: what still is open goes when it is closed */) }

  package func resize(to size: String) async throws { try await remount("size=\(size)") }

  package func makeReadOnly() async throws { try await remount("ro") }

  package func makeWritable() async throws { try await remount("rw") }

  /// Files that were open are still being closed for a moment, and keep the disk busy.
  private func remount(_ option: String) async throws {
    let arguments = ["-o", "remount,\(option)", directory.path]
    let isDone = try await eventually {
      do {
        try await Program.mustRun("mount", arguments)
        return true
      } catch {
        return false
      }
    }
    if !isDone { try await Program.mustRun("mount", arguments) }
  }
}
