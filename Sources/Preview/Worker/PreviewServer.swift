import Foundation
import Logging
import Platform

/// The previewer: takes connections one after the other and answers each (see `RequestFrame`).
/// Several serve one socket side by side, each on a thread of its own.
package struct PreviewServer: Sendable {
  /// The longest wait between two signs of life.
  private static let look = Duration.seconds(30)

  private let socket: ListeningSocket
  private let directory: String
  private let limits: PreviewLimits
  private let logger: Logger

  /// `directory` holds the files that are worked on; they have no names, and go with their request.
  package init(
    _ socket: ListeningSocket, in directory: String, limits: PreviewLimits = PreviewLimits(),
    logger: Logger
  ) {
    (self.socket, self.directory) = (socket, directory)
    (self.limits, self.logger) = (limits, logger)
  }

  /// Serves until the task is cancelled; a request in hand is then given up.
  package func serve(sign: @escaping LifeSign = { _ in }) async throws {
    let stop = try StopPipe()
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A child ends with the thread that has started it: this one lives until the last is over.
        Thread.detachNewThread {
          serve(until: stop, sign)
          continuation.resume()
        }
      }
    } onCancel: {
      stop.ask()
    }
    try Task.checkCancellation()
  }

  private func serve(until stop: StopPipe, _ sign: LifeSign) {
    while true {
      sign(Self.look)
      switch stop.awaitReadable(socket.descriptor, Self.look) {
      case .stopped: return
      case .nothing: continue
      case .readable: break
      }
      guard let connection = socket.accept() else { continue }
      sign(limits.time + limits.silence)
      answer(connection, stop)
    }
  }

  private func answer(_ connection: Connection, _ stop: StopPipe) {
    connection.limit(silence: limits.silence)
    let begin = ContinuousClock.now
    let work = PreviewWork(
      limits, in: directory, for: connection.descriptor, stop: stop.descriptor, now: begin)
    var outcome = "answered"
    do throws(ErrorNumber) {
      guard let (head, passed) = try connection.receivePassed(RequestFrame.size) else { return }
      defer { if let passed { close(passed) } }
      let request = RequestFrame(head)
      let result = Result { () throws(PreviewRefusal) in
        try conversion(request, passed, connection, work)
      }
      switch result {
      case .success(let conversion): try send(conversion, connection, work)
      case .failure(let refusal):
        outcome = refusal.code
        try connection.send(AnswerFrame(refusal).bytes)
      }
    } catch {
      outcome = "\(error)"
    }
    logger.info(
      "preview",
      metadata: [
        "outcome": "\(outcome)",
        "milliseconds": "\(Int((ContinuousClock.now - begin) / .milliseconds(1)))",
      ])
  }

  private func conversion(
    _ request: RequestFrame?, _ passed: Int32?, _ connection: Connection, _ work: PreviewWork
  ) throws(PreviewRefusal) -> Conversion {
    guard let request else { throw .unavailable("that is no request") }
    let copy: IncomingFile
    switch request.source {
    case .stream: copy = try IncomingFile(streamedOver: connection, work)
    case .descriptor:
      guard let passed else { throw .unavailable("no descriptor was passed") }
      copy = try IncomingFile(from: passed, work)
    }
    guard let kind = FileKind(copy.head) else { throw .unsupported }
    return try Conversion.of(copy.file, kind, request.wish, work)
  }

  private func send(
    _ conversion: Conversion, _ connection: Connection, _ work: PreviewWork
  ) throws(ErrorNumber) {
    try connection.send(conversion.frame.bytes)
    switch conversion.body {
    case .none: break
    case .bytes(let bytes): try connection.send(bytes)
    case .file(let file, let count):
      var buffer = [UInt8](repeating: 0, count: 1 << 18)
      var done: Int64 = 0
      while done < count {
        let got = try DescriptorCalls.read(file.descriptor, into: &buffer, at: done)
        // A peer that takes a little now and then doesn't hold the slot for ever.
        guard got > 0, ContinuousClock.now < work.deadline + work.limits.silence else { return }
        try connection.send(buffer[..<min(got, Int(count - done))])
        done += Int64(got)
      }
    }
  }
}
