import Glibc
import Platform

/// Asks the previewer, at its socket, for one thing of one file. Each call is a connection of its
/// own; a task that is cancelled ends the work.
package struct PreviewClient: Sendable {
  private let path: String
  private let limits: PreviewLimits

  /// `path` is the socket's. `limits` are those of the previewer: no answer is longer, or awaited
  /// for longer than its time and as much again in the queue.
  package init(socket path: String, limits: PreviewLimits = PreviewLimits()) {
    (self.path, self.limits) = (path, limits)
  }

  /// True where a previewer listens at the socket, or whoever starts one. Blocks for a moment.
  package var isListenedTo: Bool {
    do {
      try Connection().connect(to: path, silence: .seconds(1))
      return true
    } catch {
      return false
    }
  }

  /// The pages of the file: one of an image.
  package func pageCount(of file: PreviewFile) async throws(PreviewRefusal) -> PageCount {
    let frame = try await answer(to: .pageCount, file).frame
    return PageCount(pages: Int(clamping: frame.number), isWhole: frame.isWhole)
  }

  /// A page, from 1, as a PNG image `width` pixels wide, or less where it would be too large.
  /// `width` is one of `PreviewLimits.widths`.
  package func page(
    _ page: Int, width: Int, of file: PreviewFile
  ) async throws(PreviewRefusal) -> [UInt8] {
    precondition(PreviewLimits.widths.contains(width), "a width that can be asked for")
    guard page >= 1 else { throw .noSuchPage }
    return try await answer(to: .page(page, width: width), file).body
  }

  package func text(of file: PreviewFile) async throws(PreviewRefusal) -> PreviewText {
    let answer = try await answer(to: .text, file)
    return PreviewText(
      text: String(decoding: answer.body, as: UTF8.self), isWhole: answer.frame.isWhole)
  }

  func answer(
    to wish: PreviewWish, _ file: PreviewFile
  ) async throws(PreviewRefusal) -> PreviewAnswer {
    let connection: Connection
    do throws(ErrorNumber) {
      connection = try Connection()
    } catch {
      throw .unavailable("\(error)")
    }
    let result: Result<PreviewAnswer, any Error> = await withTaskCancellationHandler {
      await BlockingWork.result("minicrm.preview") {
        do throws(SystemError) {
          try connection.connect(to: path, silence: limits.time * 2 + limits.silence)
        } catch {
          throw PreviewRefusal.unavailable("\(error)")
        }
        let exchange = Result { () throws(ErrorNumber) in
          try self.exchange(wish, file, connection)
        }
        return try exchange.mapError { PreviewRefusal.unavailable("\(path): \($0)") }.get().get()
      }
    } onCancel: {
      connection.end()
    }
    switch result {
    case .success(let answer): return answer
    case .failure(let refusal as PreviewRefusal): throw refusal
    case .failure(let error): throw .unavailable("\(error)")
    }
  }

  private func exchange(
    _ wish: PreviewWish, _ file: PreviewFile, _ connection: Connection
  ) throws(ErrorNumber) -> Result<PreviewAnswer, PreviewRefusal> {
    switch file {
    case .descriptor(let descriptor):
      try connection.send(RequestFrame(wish, .descriptor).bytes, passing: descriptor)
    case .stream(let next):
      sending: do throws(ErrorNumber) {
        try connection.send(RequestFrame(wish, .stream).bytes)
        while true {
          switch Result(catching: next) {
          case .success(let bytes?): try sendChunks(bytes, connection)
          case .success(nil):
            try connection.send([0, 0, 0, 0])
            break sending
          case .failure(let error): return .failure(.unavailable("\(error)"))
          }
        }
      } catch  where error.code == EPIPE || error.code == ECONNRESET {
        // The answer was given before the end of the file.
      }
    }
    return try answer(wish, connection)
  }

  private func sendChunks(_ bytes: [UInt8], _ connection: Connection) throws(ErrorNumber) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let chunk = rest.prefix(RequestFrame.longestChunk)
      try connection.send(UInt32(chunk.count).bigEndianBytes + chunk)
      rest = rest.dropFirst(chunk.count)
    }
  }

  private func answer(
    _ wish: PreviewWish, _ connection: Connection
  ) throws(ErrorNumber) -> Result<PreviewAnswer, PreviewRefusal> {
    guard let head = try connection.receive(AnswerFrame.size), let frame = AnswerFrame(head) else {
      return .failure(.unavailable("\(path): it ended without an answer"))
    }
    if case .unavailable = frame.refusal {
      let length = min(Int(clamping: frame.number), AnswerFrame.longestReason)
      let reason = try connection.receive(length) ?? []
      return .failure(.unavailable(String(decoding: reason, as: UTF8.self).printable()))
    }
    if let refusal = frame.refusal { return .failure(refusal) }
    if wish == .pageCount { return .success(PreviewAnswer(frame: frame, body: [])) }
    guard frame.number <= UInt64(max(limits.imageSize, limits.textSize)),
      let body = try connection.receive(Int(frame.number))
    else { return .failure(.unavailable("\(path): its answer is cut off, or too long")) }
    return .success(PreviewAnswer(frame: frame, body: body))
  }
}

/// A file that is handed to the previewer.
package enum PreviewFile: Sendable {
  /// Open for reading; stays the caller's. A regular file is read from its beginning.
  case descriptor(Int32)
  /// The next bytes; nil at the end. Called on a thread that may wait; an error makes the answer
  /// `unavailable`.
  case stream(@Sendable () throws -> [UInt8]?)
}
