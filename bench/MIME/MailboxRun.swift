import MIME
import Platform
import Store

/// One pass of our reader over all mails of the mailbox.
struct MailboxRun {
  let file: SpoolFile
  let work: ReadingWork

  func run(_ mails: [ByteRange]) throws -> ReadingTally {
    var tally = ReadingTally()
    let reader = MessageReader()
    let clock = ContinuousClock()
    let start = clock.now
    for mail in mails {
      let tree = try reader.read(mail) { try file.scratch() }
      for part in tree.allParts where part.structure == .leaf && part.fileName != nil {
        tally.attachments += 1
        try decode(part, into: &tally)
      }
    }
    tally.seconds = (clock.now - start) / .seconds(1)
    return tally
  }

  private func decode(_ part: MessagePart, into tally: inout ReadingTally) throws {
    switch work {
    case .scan: break
    case .decode:
      try part.forEachDecodedChunk { tally.decodedBytes += Int64($0.count) }
    case .hash:
      var digest = SHA256()
      try part.forEachDecodedChunk { chunk in
        digest.update(chunk)
        tally.decodedBytes += Int64(chunk.count)
      }
      _ = digest.finish()
    }
  }
}
