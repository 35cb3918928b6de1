import Application
import NIOCore

/// The files of a form, which wait in the store's spool until the whole form is there.
actor ReceivedFiles {
  /// Bytes of one form with several files.
  private static let most: Int64 = 4 << 30

  private let workplace: Workplace
  private let limit: Int64
  private(set) var all: [ReceivedFile] = []

  /// `limit`: bytes of one file.
  init(_ workplace: Workplace, atMost limit: Int64) {
    (self.workplace, self.limit) = (workplace, limit)
  }

  nonisolated var limits: FormLimits {
    FormLimits(bytes: max(limit, Self.most) + (1 << 20))
  }

  nonisolated var opener: FileOpener { { [self] in try await open($0) } }

  /// A browser sends a file without a name where none was chosen.
  private func open(_ head: FormFile) throws -> any FileReceiver {
    guard !head.name.isEmpty else { return NoReceiver() }
    let file = try workplace.receive(head.name, atMost: limit)
    all.append(file)
    return SpoolReceiver(file: file)
  }

  private struct SpoolReceiver: FileReceiver {
    let file: ReceivedFile

    func take(_ bytes: ByteBuffer) async throws {
      do {
        try await file.take(Array(bytes.readableBytesView))
      } catch is DocumentUpload.TooLarge {
        throw WebError(.contentTooLarge)
      }
    }

    func end() {}
  }
}
