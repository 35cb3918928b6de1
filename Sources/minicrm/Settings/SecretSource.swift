import Foundation
import Platform

/// The place of a secret; the settings name the place and never hold the secret.
enum SecretSource: Sendable, Hashable {
  /// A systemd credential (systemd.exec(5), `LoadCredential=`): handed over by itself, or within
  /// the directory of them that our units hand over.
  case credential(String)
  case file(String)

  /// Bytes.
  private static let longest = 1 << 16

  /// Reads the secret; one trailing newline is not part of it. Throws a clear error when it can't
  /// be read.
  func read() throws(Unreadable) -> String {
    let path = try self.path
    let bytes: [UInt8]
    do {
      bytes = try RegularFile.contents(of: path, atMost: Self.longest)
    } catch {
      throw Unreadable(description: "\(self): \(path) \(error); \(advice)")
    }
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw Unreadable(description: "\(self): \(path) is not UTF-8 text")
    }
    if text.hasSuffix("\r\n") || text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  /// The words that systemd puts before file names of `LoadCredential=minicrm:DIRECTORY`.
  private static let directoryPrefix = "minicrm_"

  /// A secret can't be had; the description says why.
  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  private var advice: String {
    switch self {
    case .file: "check that it exists and that this user may read it"
    case .credential(let name):
      "put it into /etc/minicrm/credentials/\(name) and restart, since systemd hands credentials "
        + "over at the start"
    }
  }

  private var path: String {
    get throws(Unreadable) {
      switch self {
      case .file(let path): return path
      case .credential(let name):
        guard let directory = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"] else {
          throw Unreadable(
            description: "\(self): there is no CREDENTIALS_DIRECTORY; run under systemd with "
              + "LoadCredential=\(name):FILE, or name a file with { file: PATH }")
        }
        let own = "\(directory)/\(name)"
        let inDirectory = "\(directory)/\(Self.directoryPrefix)\(name)"
        return FileManager.default.fileExists(atPath: own) ? own : inDirectory
      }
    }
  }
}

extension SecretSource: CustomStringConvertible {
  var description: String {
    switch self {
    case .credential(let name): "credential \(name)"
    case .file: "secret file"
    }
  }
}

extension SettingsNode {
  /// `{ credential: NAME }` or `{ file: PATH }`.
  func secretSource() throws(SettingsError) -> SecretSource {
    guard node.mapping != nil else {
      throw error(
        "name where the secret is kept, { credential: NAME } or { file: PATH }; "
          + "never write it here")
    }
    var section = try section()
    let credential = try section.take("credential")?.credentialName()
    let file = try section.take("file")?.text()
    try section.finish()
    switch (credential, file) {
    case (let name?, nil): return .credential(name)
    case (nil, let path?): return .file(path)
    default: throw error("give either credential or file")
    }
  }

  private func credentialName() throws(SettingsError) -> String {
    let name = try text()
    guard !name.contains("/"), name != ".", name != ".." else {
      throw error("a credential's name holds no “/”")
    }
    return name
  }
}
