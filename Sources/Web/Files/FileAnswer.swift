import HTTPTypes
import HummingbirdCore
import NIOCore
import Platform

/// A file as an answer: all of it or one range, streamed from its descriptor.
package struct FileAnswer: Sendable {
  /// Reads at an offset, in bytes, into memory that is as long as what may come. Returns how many
  /// bytes came; 0 at the end.
  package typealias Read = @Sendable (_ bytes: inout [UInt8], _ offset: Int64) throws -> Int

  /// So much is in memory at once.
  private static let chunk = 256 << 10

  private let read: Read
  private let size: Int64
  private let tag: EntityTag
  private let headers: HTTPFields

  /// `attachedAs`: the browser stores it by that name instead of showing it. `headers` go with
  /// every answer: `Content-Type`, a content security policy of its own.
  package init(
    size: Int64, tag: EntityTag, attachedAs name: String? = nil, headers: HTTPFields,
    read: @escaping Read
  ) {
    self.size = size
    self.tag = tag
    self.read = read
    var headers = headers
    headers[.eTag] = tag.description
    headers[.acceptRanges] = "bytes"
    headers[.cacheControl] = "private, no-cache"
    if let name { headers[.contentDisposition] = AttachmentName.disposition(name) }
    self.headers = headers
  }

  /// Of a file that stays open as long as the answer.
  package init(
    _ file: RegularFile, tag: EntityTag, attachedAs name: String? = nil, headers: HTTPFields
  ) {
    self.init(size: file.size, tag: tag, attachedAs: name, headers: headers) { bytes, offset in
      try DescriptorCalls.read(file.descriptor, into: &bytes, at: offset)
    }
  }

  /// 200, 206, 304 or 416.
  package func answer(to request: WebRequest) -> Response {
    if EntityTag.isNamed(tag.description, in: request.headers[values: .ifNoneMatch]) {
      return Response(status: .notModified, headers: headers)
    }
    switch range(of: request) {
    case .whole: return answer(.ok, headers, 0..<size)
    case .part(let range):
      var headers = headers
      headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
      return answer(.partialContent, headers, range)
    case .outside:
      var headers = headers
      headers[.contentRange] = "bytes */\(size)"
      headers[.contentDisposition] = nil
      headers[.contentType] = nil
      return Response(status: .rangeNotSatisfiable, headers: headers)
    }
  }

  /// Ranges are for GET alone (RFC 9110 §14.2), and hold only for the content that the client has.
  private func range(of request: WebRequest) -> ByteRangeRequest {
    guard request.method == .get else { return .whole }
    let condition = request.headers[.ifRange]
    guard condition == nil || condition == tag.description else { return .whole }
    return ByteRangeRequest(request.headers[.range], size: size)
  }

  private func answer(
    _ status: HTTPResponse.Status, _ headers: HTTPFields, _ range: Range<Int64>
  ) -> Response {
    var headers = headers
    headers[.contentLength] = "\(range.count)"
    return Response(status: status, headers: headers, body: body(range))
  }

  /// Its length stands in the head alone: a body with a length is written at once.
  private func body(_ range: Range<Int64>) -> ResponseBody {
    let read = read
    return ResponseBody { writer in
      var offset = range.lowerBound
      while offset < range.upperBound {
        let (start, length) = (offset, Int(min(Int64(Self.chunk), range.upperBound - offset)))
        let bytes = try await BlockingWork.result("minicrm.web.file") {
          var bytes = [UInt8](repeating: 0, count: length)
          let count = try read(&bytes, start)
          return Array(bytes[..<count])
        }.get()
        // The length is promised: only the end of the connection can say that it isn't kept.
        guard !bytes.isEmpty else { throw ShortFile(missing: range.upperBound - offset) }
        try await writer.write(ByteBuffer(bytes: bytes))
        offset += Int64(bytes.count)
      }
      try await writer.finish(nil)
    }
  }

  /// A file that became shorter while it was sent.
  struct ShortFile: Error, CustomStringConvertible {
    let missing: Int64

    var description: String { "a file ended \(missing) bytes too early" }
  }
}
