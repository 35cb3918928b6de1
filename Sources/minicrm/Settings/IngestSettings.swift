import MailIngest

/// `ingest`: how mails are read.
struct IngestSettings: Sendable {
  /// Bytes; a larger mail is `tooLarge`.
  var maximumMessageSize: Int64 = 256 << 20
  var inlineImages = InlineImages.decorations

  init() {}

  init(_ node: SettingsNode) throws(SettingsError) {
    var section = try node.section()
    if let size = section.take("maximumMessageSize") { maximumMessageSize = try size.byteCount() }
    if let images = section.take("inlineImages") {
      inlineImages = try images.choice(of: InlineImages.self)
    }
    try section.finish()
  }
}
