import HTTPTypes
import HummingbirdCore
import NIOCore

/// The body of a request, counted as it is read.
package struct BodyBytes {
  private var iterator: RequestBody.AsyncIterator
  private let limit: Int64
  private var count: Int64 = 0

  /// Throws 413 at once where the head says that the body is too long.
  package init(_ request: WebRequest, atMost limit: Int64) throws(WebError) {
    if let length = request.headers[.contentLength].flatMap(Int64.init), length > limit {
      throw WebError(.contentTooLarge)
    }
    iterator = request.body.makeAsyncIterator()
    self.limit = limit
  }

  /// The next bytes; nil at the end.
  package mutating func next() async throws -> ByteBuffer? {
    guard let bytes = try await iterator.next() else { return nil }
    count += Int64(bytes.readableBytes)
    guard count <= limit else { throw WebError(.contentTooLarge) }
    return bytes
  }

  /// All that is left.
  package mutating func all() async throws -> [UInt8] {
    var result: [UInt8] = []
    while let bytes = try await next() { result += bytes.readableBytesView }
    return result
  }
}
