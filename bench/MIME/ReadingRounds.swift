import MIME

/// The rounds over the mailbox: in each, for each work, our reader reads it once and then GMime.
struct ReadingRounds {
  private static let rounds = 5

  let file: SpoolFile
  let mails: [ByteRange]
  /// None where it can't be had.
  let gmime: GMimeReader?

  /// For each work ours, and then GMime's.
  func measure() async throws -> [ReadingFigures] {
    var all: [[ReadingFigures]] = ReadingWork.allCases.map { work in
      let others = gmime == nil ? [] : GMimeReader.Access.allCases.map(\.reader)
      return (["minicrm"] + others).map { ReadingFigures(work, by: $0) }
    }
    for _ in 0..<Self.rounds {
      for (index, work) in ReadingWork.allCases.enumerated() {
        all[index][0].add(try MailboxRun(file: file, work: work).run(mails))
        guard let gmime else { continue }
        for (place, access) in GMimeReader.Access.allCases.enumerated() {
          all[index][place + 1].add(try await gmime.run(work, by: access))
          try compare(all[index][place + 1], with: all[index][0])
        }
      }
    }
    return all.flatMap(\.self)
  }

  /// Both have found the same attachments, with as many bytes.
  private func compare(_ theirs: ReadingFigures, with ours: ReadingFigures) throws {
    guard theirs.attachments == ours.attachments, theirs.decodedBytes == ours.decodedBytes else {
      throw BenchFailure(
        "GMime has \(theirs.attachments) attachments with \(theirs.decodedBytes) bytes, not"
          + " \(ours.attachments) with \(ours.decodedBytes)")
    }
  }
}
