import Foundation
import Glibc
import Logging
import TestKit

@testable import Preview

/// A previewer in this process, and a client of it.
struct PreviewDesk {
  let directory: TemporaryDirectory
  let client: PreviewClient
  let socket: String
  private let server: PreviewServer

  init(_ limits: PreviewLimits = PreviewLimits()) throws {
    directory = try TemporaryDirectory(named: "minicrm-preview")
    socket = directory.path("socket")
    var logger = Logger(label: "preview")
    logger.logLevel = .critical
    server = PreviewServer(
      try ListeningSocket(at: socket), in: directory.path, limits: limits, logger: logger)
    client = PreviewClient(socket: socket, limits: limits)
  }

  /// Runs `body` while the previewer serves in two slots.
  func serving<Answer: Sendable>(
    _ body: (PreviewClient) async throws -> Answer
  ) async throws -> Answer {
    let server = server
    async let _: Void = withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<2 { group.addTask { try? await server.serve() } }
      try await group.waitForAll()
    }
    return try await body(client)
  }
}

/// A file that is open for reading while it lives.
final class OpenFile: Sendable {
  let descriptor: Int32

  init(_ path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw TestKitError("\(path) can't be opened") }
  }

  deinit { close(descriptor) }

  var file: PreviewFile { .descriptor(descriptor) }
}

/// The outcome of a wish.
enum Answered: Equatable {
  case image([UInt8])
  case pages(PageCount)
  case text(String)
  case refused(PreviewRefusal)

  static func of(
    _ wish: PreviewWish, _ file: PreviewFile, _ client: PreviewClient
  ) async -> Answered {
    do throws(PreviewRefusal) {
      switch wish {
      case .pageCount: return .pages(try await client.pageCount(of: file))
      case .page(let page, let width):
        return .image(try await client.page(page, width: width, of: file))
      case .text: return .text(try await client.text(of: file).text)
      }
    } catch {
      return .refused(error)
    }
  }

  /// Of an image that is a PNG, by its header; nil else.
  var imageSize: (width: Int, height: Int)? {
    guard case .image(let bytes) = self, bytes.count > 24,
      bytes.starts(with: [0x89, 0x50, 0x4e, 0x47])
    else { return nil }
    func number(_ offset: Int) -> Int {
      bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    return (number(16), number(20))
  }
}
