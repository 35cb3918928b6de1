import Foundation
import NIOCore
import NIOHTTP1

/// The last change of every answer's head, ours and Hummingbird's, just before it becomes bytes.
struct AnswerFinishing: Sendable {
  let now: @Sendable () -> Date
  /// The page that is shown where a request can't be read at all.
  let page: @Sendable (HTTPResponseStatus) -> ByteBuffer

  /// Adds the headers that are missing. Returns a page for an answer that has nothing to show:
  /// Hummingbird answers a broken request by itself, with a bare head and without a date.
  func finish(_ head: inout HTTPResponseHead) -> ByteBuffer? {
    let isOurs = head.headers.contains(name: "date")
    if !isOurs { head.headers.add(name: "Date", value: HTTPDate.text(now())) }
    for (name, value) in StandardHeaders.all where !head.headers.contains(name: name) {
      head.headers.add(name: name, value: value)
    }
    guard !isOurs, head.status.code >= 400 else { return nil }
    let body = page(head.status)
    head.headers.replaceOrAdd(name: "Content-Type", value: "text/html; charset=utf-8")
    head.headers.replaceOrAdd(name: "Content-Length", value: "\(body.readableBytes)")
    return body
  }
}
