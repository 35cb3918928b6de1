import Foundation

/// A directory of its own under the system's temporary directory, removed with all it holds when
/// the last reference goes or `remove()` is called.
package final class TemporaryDirectory: Sendable {
  /// Absolute, without a slash at the end.
  package let path: String

  /// Others may look things up in it by name (0711): daemons started as root run as other users.
  package init(named name: String = "minicrm") throws {
    let template = strdup("\(FileManager.default.temporaryDirectory.path)/\(name)-XXXXXX")
    defer { free(template) }
    guard let made = template.flatMap({ mkdtemp($0) }) else {
      throw TestKitError("no temporary directory: \(lastSystemError())")
    }
    path = String(cString: made)
    chmod(path, 0o711)
  }

  deinit { remove() }

  /// The path of something inside.
  package func path(_ relative: String) -> String { "\(path)/\(relative)" }

  /// Writes a file, making the folders on its way; returns its path.
  @discardableResult
  package func write(
    _ contents: some Sequence<UInt8>, to relative: String, mode: mode_t = 0o644
  ) throws -> String {
    let file = path(relative)
    try makeFolder((relative as NSString).deletingLastPathComponent)
    try Data(contents).write(to: URL(fileURLWithPath: file))
    chmod(file, mode)
    return file
  }

  @discardableResult
  package func write(_ text: String, to relative: String, mode: mode_t = 0o644) throws -> String {
    try write(text.utf8, to: relative, mode: mode)
  }

  /// Makes a folder inside, and those on its way; returns its path.
  @discardableResult
  package func makeFolder(_ relative: String, mode: mode_t = 0o755) throws -> String {
    let folder = relative.isEmpty ? path : path(relative)
    guard !relative.isEmpty else { return folder }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    chmod(folder, mode)
    return folder
  }

  /// Safe to call again; what cannot be removed stays.
  package func remove() {
    guard FileManager.default.fileExists(atPath: path) else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      print("TestKit: \(path) stays behind: \(error)")
    }
  }
}
