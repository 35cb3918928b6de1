import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import Platform
import Records

/// Everything that is answered at one origin.
package struct Site: Sendable {
  /// The answer to a request that failed, in the language of its browser.
  package typealias ErrorAnswer =
    @Sendable (WebError, _ path: String, _ language: Language) -> Response

  private let routes: RouteTable
  private let origin: OriginCheck
  private let errorAnswer: ErrorAnswer

  /// `errorAnswer` is the product's page of the status, unless another is given.
  package init(
    _ routes: RouteTable, origin: OriginCheck,
    errorAnswer: @escaping ErrorAnswer = { error, _, language in
      ErrorPage(error.status, language).answer(error.headers)
    }
  ) {
    self.routes = routes
    self.origin = origin
    self.errorAnswer = errorAnswer
  }

  /// Throws a `WebError` for what no route answers.
  func answer(to request: Request, _ peer: Peer, _ logger: Logger) async throws -> Response {
    // RFC 9112 §3.2: a request without one host is broken.
    guard request.head.authority != nil else { throw WebError(.badRequest) }
    let path = try segments(of: request.uri.path)
    let (route, parameters) = try routes.find(request.method, path)
    guard route.door == .programs || origin.allows(request.method, request.headers) else {
      throw WebError(.forbidden)
    }
    return try await route.handle(
      WebRequest(
        method: request.method, path: request.uri.path, parameters: parameters,
        query: try FormFields(urlEncoded: (request.uri.query ?? "").utf8, atMost: 100),
        headers: request.headers, body: request.body, peer: peer,
        language: language(of: request), logger: logger))
  }

  func errorPage(_ error: WebError, _ request: Request) -> Response {
    errorAnswer(error, request.uri.path, language(of: request))
  }

  /// The page for whoever sent what is no request.
  func brokenRequestPage(_ status: HTTPResponseStatus) -> ByteBuffer {
    ByteBuffer(string: ErrorPage(.init(code: Int(status.code)), .finnish).text)
  }

  private func language(of request: Request) -> Language {
    AcceptedLanguage.best(of: request.headers[.acceptLanguage])
  }

  private func segments(of path: String) throws(WebError) -> [String] {
    guard path.hasPrefix("/") else { throw WebError(.notFound) }
    var segments: [String] = []
    for raw in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let segment = PercentCoding.decoded(raw.utf8) else { throw WebError(.badRequest) }
      // No page has such a name, and no store takes it.
      guard segment.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
        throw WebError(.notFound)
      }
      segments.append(segment)
    }
    return segments == [""] ? [] : segments
  }
}
