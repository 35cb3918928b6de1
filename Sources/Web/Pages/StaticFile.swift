import HTTPTypes
import HummingbirdCore
import NIOCore
import Platform

/// A file of our own that pages refer to, built into the program. Its name tells its content, so
/// that browsers need never ask again.
struct StaticFile: Sendable {
  /// `site.0123456789abcdef.css`
  let name: String
  private let mediaType: String
  private let bytes: [UInt8]
  private let tag: String

  static let stylesheet = StaticFile(
    "site", "css", "text/css; charset=utf-8", PackageResources.site_css)
  static let script = StaticFile(
    "site", "js", "text/javascript; charset=utf-8", PackageResources.site_js)
  static let icon = StaticFile("icon", "svg", "image/svg+xml", PackageResources.icon_svg)
  static let all = [stylesheet, script, icon]

  private init(_ stem: String, _ ending: String, _ mediaType: String, _ bytes: [UInt8]) {
    let digest = Digest(of: bytes).hexadecimal
    name = "\(stem).\(digest.prefix(16)).\(ending)"
    tag = EntityTag(digest).description
    self.mediaType = mediaType
    self.bytes = bytes
  }

  var path: String { "/static/\(name)" }

  /// `GET /static/{name}`
  static let route = Route.get("/static/{name}") { request in
    let name = request[parameter: "name"]
    guard let file = all.first(where: { $0.name == name }) else { throw WebError(.notFound) }
    return file.answer(to: request)
  }

  private func answer(to request: WebRequest) -> Response {
    let headers: HTTPFields = [
      .cacheControl: "public, max-age=31536000, immutable", .eTag: tag, .contentType: mediaType,
    ]
    if EntityTag.isNamed(tag, in: request.headers[values: .ifNoneMatch]) {
      return Response(status: .notModified, headers: headers)
    }
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
