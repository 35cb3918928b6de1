import Foundation

/// A plain IMAP client of the tests' own, logged in; blocking.
struct IMAPClient {
  private let connection: LineConnection

  init(port: Int, user: String, password: String) throws {
    connection = try LineConnection(port: port)
    _ = try connection.readLine()
    let response = Data("\0\(user)\0\(password)".utf8).base64EncodedString()
    _ = try run("AUTHENTICATE PLAIN \(response)")
  }

  /// The lines before the tagged OK; anything but OK is an error.
  func run(_ command: String) throws -> [String] { try run(Array(command.utf8)) }

  func run(_ command: [UInt8]) throws -> [String] {
    try connection.write(Array("a ".utf8) + command + Array("\r\n".utf8))
    var lines: [String] = []
    while true {
      let line = try connection.readLine()
      guard line.hasPrefix("a ") else {
        lines.append(line)
        continue
      }
      guard line.hasPrefix("a OK") else {
        throw TestKitError("\(String(decoding: command.prefix(80), as: UTF8.self)): \(line)")
      }
      return lines
    }
  }
}
