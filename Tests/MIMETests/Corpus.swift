import Foundation

@testable import MIME

/// The mails beside the checkout, in a folder `shared`, with what another parser made of them. They
/// are not part of the project.
enum Corpus {
  static let directory = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/corpora/mail-parser")

  static var isThere: Bool {
    FileManager.default.fileExists(atPath: directory.path)
  }

  /// The names of all mails, as "legacy/017".
  static func names() throws -> [String] {
    let found = FileManager.default.enumerator(atPath: directory.path)
    let paths = found?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".eml") }.map { String($0.dropLast(4)) }.sorted()
  }

  static func mail(_ name: String) throws -> ReadMail {
    let data = try Data(contentsOf: directory.appendingPathComponent("\(name).eml"))
    return try ReadMail(Array(data))
  }

  static func expected(_ name: String) throws -> CorpusMessage {
    let data = try Data(contentsOf: directory.appendingPathComponent("\(name).json"))
    return try JSONDecoder().decode(CorpusMessage.self, from: data)
  }

  /// The differences between this reader and the other parser on a mail, leaf by leaf.
  static func differences(_ name: String) throws -> [CorpusDifference] {
    let mail = try mail(name)
    let leaves = mail.tree.allParts.filter {
      $0.children.isEmpty && $0.structure != .multipart
    }
    let expected = try expected(name).leaves
    guard leaves.count == expected.count else {
      return [
        CorpusDifference(
          mail: name, leaf: nil, what: .parts, ours: "\(leaves.count)", theirs: "\(expected.count)")
      ]
    }
    return try zip(leaves, expected).enumerated().flatMap { index, pair in
      try differences(of: pair.0, in: mail, from: pair.1).map {
        CorpusDifference(mail: name, leaf: index, what: $0, ours: $1, theirs: $2)
      }
    }
  }

  private static func differences(
    of part: MessagePart, in mail: ReadMail, from leaf: CorpusMessage.Leaf
  ) throws -> [(CorpusDifference.What, String, String)] {
    var found: [(CorpusDifference.What, String, String)] = []
    let content = try mail.content(part)
    switch leaf.body {
    case .bytes(let bytes):
      if bytes != content { found.append((.bytes, "\(content.count)", "\(bytes.count)")) }
    case .text(let text):
      // The other parser makes every line break LF.
      let ours = CharsetDecoder().text(content, charset: part.parameters["charset"])
        .replacing("\r\n", with: "\n")
      if ours != text.replacing("\r\n", with: "\n") { found.append((.text, ours, text)) }
    }
    let theirs = leaf.name.flatMap(AttachmentName.sanitised)
    if part.fileName != theirs {
      found.append((.name, part.fileName ?? "none", theirs ?? "none"))
    }
    return found
  }
}

/// One place where this reader and the other parser differ.
struct CorpusDifference: CustomStringConvertible {
  enum What: String, Codable { case parts, bytes, text, name }

  let mail: String
  /// The number of the leaf in document order; nil for the mail as a whole.
  let leaf: Int?
  let what: What
  let ours: String
  let theirs: String

  /// The name of the difference in the list of explained ones.
  var key: String {
    "\(mail) \(leaf.map { "leaf \($0) " } ?? "")\(what.rawValue)"
  }

  var description: String {
    "\(key): ours \(ours.debugDescription.prefix(300)), "
      + "theirs \(theirs.debugDescription.prefix(300))"
  }
}
