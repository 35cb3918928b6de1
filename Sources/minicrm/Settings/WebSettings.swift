/// `web`: where the pages are served.
struct WebSettings: Sendable {
  /// `HOST:PORT`.
  var listen: String
  /// The address that people see in their browsers: `https://crm.example.fi`.
  var origin: String
  /// Bytes that a person may put into one document.
  var maximumUpload = Self.usualUpload

  static let usualUpload: Int64 = 256 << 20

  init(_ node: SettingsNode) throws(SettingsError) {
    var section = try node.section()
    listen = try section.take("listen")?.text() ?? "127.0.0.1:8080"
    origin = try section.require("origin").text()
    if let size = section.take("maximumUpload") { maximumUpload = try size.byteCount() }
    try section.finish()
  }
}
