import MIME
import MailIngest

/// The text of a mail that people wrote.
enum MailText {
  /// Bytes of a part that are looked at.
  private static let most = 1 << 20

  /// Tells whether any text of the mail has a link to a page. Blocks.
  static func hasLink(_ bytes: ByteRange, unpackingIn directory: String) throws -> Bool {
    try MessageReader().read(bytes, unpackingIn: directory) { tree in
      try tree.allParts.contains { part in
        guard part.children.isEmpty, part.mediaType.hasPrefix("text/") else { return false }
        let text = try part.text(atMost: most)?.lowercased() ?? ""
        return text.contains("https://") || text.contains("http://")
      }
    }
  }
}
