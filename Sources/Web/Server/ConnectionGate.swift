import NIOCore
import NIOHTTP1

/// One connection's own rules, next to its bytes: time, framing, and the headers of every answer,
/// those of Hummingbird's own answers to broken requests too.
final class ConnectionGate: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// A request that has no answer yet.
  private struct Owed {
    let isHead: Bool
    /// HTTP/1.0 knows no chunks.
    let isOld: Bool
  }

  private let finishing: AnswerFinishing
  private var timing: ConnectionTiming
  private var timer: (deadline: NIODeadline, task: Scheduled<Void>)?
  private var owed = CircularBuffer<Owed>()
  private var hasPart = false
  private var isLastAnswer = false

  init(_ limits: ServerLimits, _ finishing: AnswerFinishing) {
    self.finishing = finishing
    timing = ConnectionTiming(limits, at: .now())
  }

  // MARK: Requests

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { keepTime(context) }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.task.cancel()
    timer = nil
  }

  func channelActive(context: ChannelHandlerContext) {
    keepTime(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.task.cancel()
    timer = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    hasPart = true
    switch unwrapInboundIn(data) {
    case .head(let head): context.fireChannelRead(wrapInboundOut(.head(taken(head, context))))
    case .body(let bytes):
      timing.bodyCame(bytes.readableBytes)
      context.fireChannelRead(data)
    case .end:
      timing.requestEnded(at: .now())
      context.fireChannelRead(data)
    }
  }

  private func taken(
    _ head: HTTPRequestHead, _ context: ChannelHandlerContext
  ) -> HTTPRequestHead {
    var head = head
    timing.headCame(at: .now())
    owed.append(Owed(isHead: head.method == .HEAD, isOld: head.version != .http1_1))
    // Hummingbird compares with this one word.
    if !head.isKeepAlive { head.headers.replaceOrAdd(name: "connection", value: "close") }
    let isAsking = head.headers[canonicalForm: "expect"].contains {
      $0.lowercased() == "100-continue"
    }
    if isAsking, owed.count == 1, head.version == .http1_1 {
      let goOn = HTTPResponseHead(version: .http1_1, status: .continue)
      context.writeAndFlush(wrapOutboundOut(.head(goOn)), promise: nil)
    }
    return head
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    // Bytes without any part are the beginning of a head.
    if !hasPart { timing.bytesCame(at: .now()) }
    hasPart = false
    timing.readingPaused(at: .now())
    keepTime(context)
    context.fireChannelReadComplete()
  }

  func read(context: ChannelHandlerContext) {
    timing.readingWanted(at: .now())
    keepTime(context)
    context.read()
  }

  // MARK: Answers

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head) where head.status.code < 200: context.write(data, promise: promise)
    case .head(let head): write(head, context, promise)
    case .body: context.write(data, promise: promise)
    case .end:
      if !owed.isEmpty { owed.removeFirst() }
      timing.answerEnded(isLast: isLastAnswer, at: .now())
      context.write(data, promise: promise)
      keepTime(context)
    }
  }

  private func write(
    _ head: HTTPResponseHead, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?
  ) {
    var head = head
    let body = finishing.finish(&head)
    frame(&head, for: owed.first)
    isLastAnswer = head.headers[canonicalForm: "connection"].contains { $0.lowercased() == "close" }
    context.write(wrapOutboundOut(.head(head)), promise: promise)
    if let body, owed.first?.isHead != true {
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
  }

  /// An answer without a length is sent in chunks. Where there can't be any, the end of the
  /// connection is the answer's end; the encoder writes none for HTTP/1.0.
  private func frame(_ head: inout HTTPResponseHead, for request: Owed?) {
    let hasLength = head.headers.contains(name: "content-length")
    guard let request, !hasLength, request.isHead || request.isOld, head.status.mayHaveResponseBody
    else { return }
    head.version = .http1_0
    head.headers.replaceOrAdd(name: "connection", value: "close")
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    timing.writability(isWritable: context.channel.isWritable, at: .now())
    keepTime(context)
    context.fireChannelWritabilityChanged()
  }

  // MARK: Time

  private func keepTime(_ context: ChannelHandlerContext) {
    guard context.channel.isActive, let deadline = timing.deadline else { return }
    // A timer that is too early looks again when it ends.
    if let timer, timer.deadline <= deadline { return }
    timer?.task.cancel()
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let task = context.eventLoop.scheduleTask(deadline: deadline) {
      let (gate, context) = bound.value
      gate.timeIsUp(context)
    }
    timer = (deadline, task)
  }

  private func timeIsUp(_ context: ChannelHandlerContext) {
    timer = nil
    guard let deadline = timing.deadline else { return }
    if deadline <= .now() { context.close(promise: nil) } else { keepTime(context) }
  }
}
