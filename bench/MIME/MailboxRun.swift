import MIME
import Store

/// One pass over all mails of the mailbox.
struct MailboxRun {
  enum Work {
    case scan
    case decode
    case decodeAndHash
  }

  struct Result {
    var seconds = 0.0
    var parts = 0
    var decodedBytes: Int64 = 0
  }

  let file: SpoolFile
  let work: Work

  func run(_ mails: [ByteRange]) throws -> Result {
    var result = Result()
    let reader = MessageReader()
    let clock = ContinuousClock()
    let start = clock.now
    for mail in mails {
      let tree = try reader.read(mail) { try file.scratch() }
      for part in tree.allParts where part.structure == .leaf && part.fileName != nil {
        result.parts += 1
        try decode(part, into: &result)
      }
    }
    result.seconds = (clock.now - start).inSeconds
    return result
  }

  private func decode(_ part: MessagePart, into result: inout Result) throws {
    switch work {
    case .scan: break
    case .decode:
      try part.forEachDecodedChunk { result.decodedBytes += Int64($0.count) }
    case .decodeAndHash:
      var digest = SHA256Digest()
      try part.forEachDecodedChunk { chunk in
        digest.update(chunk)
        result.decodedBytes += Int64(chunk.count)
      }
      _ = digest.finish()
    }
  }
}
