import MailIngest

/// `ingest`: how mails are read.
struct IngestSettings: Sendable {
  /// Bytes; a larger mail is `tooLarge`.
  var maximumMessageSize: Int64 = 256 << 20
  var inlineImages = InlineImages.decorations
  /// The authserv-ids whose Authentication-Results are believed.
  var authenticatedBy: [String] = []

  init() {}

  init(_ node: SettingsNode) throws(SettingsError) {
    var section = try node.section()
    if let size = section.take("maximumMessageSize") { maximumMessageSize = try size.byteCount() }
    if let images = section.take("inlineImages") {
      inlineImages = try images.choice(of: InlineImages.self)
    }
    if let servers = section.take("authenticatedBy") {
      authenticatedBy = try servers.list().map { server throws(SettingsError) in
        let name = try server.text()
        guard !name.contains(where: { $0.isWhitespace || ";\"()".contains($0) }) else {
          throw server.error("“\(name)” is not a name that a server gives itself, as mx.example.fi")
        }
        return name
      }
    }
    try section.finish()
  }
}
