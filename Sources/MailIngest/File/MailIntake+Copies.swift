import MIME
import Platform

extension MailIntake {
  /// The digests by which the contents of `messages` may be known, by UID; of those that are here
  /// as a whole.
  nonisolated func digests(of messages: [ArrivedMessage]) async throws -> [UInt32: Set<Digest>] {
    let reader = reader
    return try await turns.run {
      var digests: [UInt32: Set<Digest>] = [:]
      for message in messages where message.extent == .whole {
        guard let uid = message.uid else { continue }
        digests[uid] = try reader.read(message.bytes) { tree in
          [
            try ContentIdentity.digest(of: tree),
            try OlderContentIdentity.digest(of: message.bytes, header: tree.header),
          ]
        }
      }
      return digests
    }
  }

  /// The digests of the bytes of `messages`, by UID.
  nonisolated func byteDigests(of messages: [ArrivedMessage]) async throws -> [UInt32: Digest] {
    try await turns.run {
      var digests: [UInt32: Digest] = [:]
      for message in messages {
        guard let uid = message.uid else { continue }
        var digest = SHA256()
        try message.bytes.forEachChunk { digest.update($0) }
        digests[uid] = digest.finish()
      }
      return digests
    }
  }
}
