import Foundation
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import Platform
import Synchronization

/// Request in, answer out: the site's answer or the page of an error, then a line in the log.
struct Answering: Sendable {
  let site: Site
  let logger: Logger
  let now: @Sendable () -> Date

  func respond(
    to request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel
  ) async throws {
    let start = ContinuousClock.now
    let peer = Peer(request.headers, channel.remoteAddress)
    let line = AccessLine(request, peer)
    var answer: Response
    do {
      answer = try await self.answer(to: request, peer, line)
    } catch {
      log(line.text(nil, bytes: nil, in: .now - start))
      throw error
    }
    answer.headers[.date] = HTTPDate.text(now())
    let head = answer.head
    do {
      let bytes = try await write(
        answer, to: writer, channel, isHead: request.method == .head)
      log(line.text(head.status, bytes: bytes, in: .now - start))
    } catch {
      log(line.text(head.status, bytes: nil, in: .now - start))
      throw error
    }
  }

  private func answer(
    to request: Request, _ peer: Peer, _ line: AccessLine
  ) async throws -> Response {
    do {
      return try await site.answer(to: request, peer, logger)
    } catch let error as HTTPParserError {
      // Hummingbird answers a body that can't be read as it does a head.
      throw error
    } catch let error as WebError {
      return site.errorPage(error, request)
    } catch {
      // A client that has gone, or a stop that waits no longer, takes the request with it.
      guard !Task.isCancelled, !(error is ChannelError), !(error is IOError) else { throw error }
      logger.error("\(line.subject): \(String(describing: error).printable(longest: 1_000))")
      return site.errorPage(WebError(.internalServerError), request)
    }
  }

  /// Returns how many bytes of body went out.
  private func write(
    _ answer: Response, to writer: consuming ResponseWriter, _ channel: any Channel, isHead: Bool
  ) async throws -> Int {
    if isHead {
      try await writer.writeResponse(answer.head)
      return 0
    }
    if let length = answer.body.contentLength {
      try await writer.write(response: answer.head, body: answer.body)
      return length
    }
    let (body, count) = (answer.body, ByteCount())
    let streamed = ResponseBody { parent in
      try await body.write(StreamWriter(parent: parent, loop: channel.eventLoop, count: count))
    }
    try await writer.write(response: answer.head, body: streamed)
    return count.bytes.load(ordering: .relaxed)
  }

  private func log(_ line: String) { logger.info("\(line)") }
}

private final class ByteCount: Sendable {
  let bytes = Atomic(0)
}

/// Counts what is written, and waits until the connection has taken each piece. NIO's own writer
/// returns before that, so that a fast source would fill the memory before it learns that the
/// client doesn't read.
private struct StreamWriter: ResponseBodyWriter {
  var parent: any ResponseBodyWriter
  let loop: any EventLoop
  let count: ByteCount

  mutating func write(_ buffer: ByteBuffer) async throws {
    try await parent.write(buffer)
    try await loop.submit {}.get()
    count.bytes.add(buffer.readableBytes, ordering: .relaxed)
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
    try await parent.finish(trailingHeaders)
  }
}
