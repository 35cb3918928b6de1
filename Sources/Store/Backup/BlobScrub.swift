import Foundation
import Platform
import Records

/// Reads contents and compares them with their names, to find in time what a disk has lost. Blocks.
///
/// A scrub looks first at the contents that were found damaged before: a file that was put back, or
/// written again by a mail, is none of the damaged any more. A scrub that was killed goes on where
/// it stood.
struct BlobScrub {
  /// After so many files, or bytes, what was found is committed, and where it stands.
  private static let batch = (files: 200, bytes: Int64(256 << 20))

  let store: Store
  /// All are to be read within so many seconds by runs like this one, each of which goes on where
  /// the last one stopped; nil reads all at once.
  let period: TimeInterval?
  let now: Date

  func run() throws -> ScrubReport {
    var report = ScrubReport()
    report.repaired = try lookAgain()
    guard let period else {
      try read(ScrubRange(from: 0, share: 1), &report, keepingPlace: false)
      return try told(report)
    }
    let place = try store.engine.readBlocking { try ScrubPlace(in: $0) }
    let range = ScrubRange(
      from: place?.position ?? 0, share: share(of: period, since: place?.endedAt))
    try read(range, &report, keepingPlace: true)
    try store.engine.writeBlocking { transaction in
      try ScrubPlace(position: range.end, endedAt: now).store(in: transaction)
    }
    return try told(report)
  }

  /// The share that is due since the last run; at first the share of a daily run.
  private func share(of period: TimeInterval, since last: Date?) -> Double {
    let elapsed = last.map { now.timeIntervalSince($0) } ?? 86_400
    return min(1, max(0, elapsed / period))
  }

  private func told(_ report: ScrubReport) throws -> ScrubReport {
    var report = report
    report.damaged = try store.engine.readBlocking { transaction in
      try DamagedContent.all(in: transaction, store.blobs)
    }
    return report
  }

  /// Gives how many of the damaged ones are whole again.
  private func lookAgain() throws -> Int {
    let known = try store.engine.readBlocking { transaction in
      try transaction.rows(DamagedContent.contents).map(BlobReference.init(row:))
    }
    let whole = try known.filter { try fault(of: $0) == nil }
    guard !whole.isEmpty else { return 0 }
    try store.engine.writeBlocking { transaction in
      for content in whole {
        try transaction.run("DELETE FROM damagedBlob WHERE sha256 = \(content.sha256)")
      }
    }
    return whole.count
  }

  private func read(
    _ range: ScrubRange, _ report: inout ScrubReport, keepingPlace: Bool
  ) throws {
    for part in range.parts {
      var next = ScrubRange.beginning(at: part.lowerBound)
      while let batch = try contents(from: next, before: part.upperBound) {
        var found: [(content: BlobReference, fault: BlobFault)] = []
        var bytes: Int64 = 0
        var last: Digest?
        for content in batch {
          if let fault = try fault(of: content) { found.append((content, fault)) }
          (report.contents, bytes) = (report.contents + 1, bytes + content.size)
          (last, next) = (content.sha256, content.sha256.bytes)
          if bytes >= Self.batch.bytes { break }
        }
        report.bytes += bytes
        try commit(found, at: keepingPlace ? last.map(ScrubRange.position) : nil)
        next.append(0)
      }
    }
  }

  /// The next contents, from a digest's beginning on; nil at the part's end.
  private func contents(
    from beginning: [UInt8], before end: Int64
  ) throws -> [BlobReference]? {
    let rows = try store.engine.readBlocking { transaction in
      try transaction.rows(
        """
        SELECT sha256, size
        FROM blob
        WHERE sha256 >= \(beginning)
        ORDER BY sha256 LIMIT \(Self.batch.files)
        """)
    }
    let contents = rows.map(BlobReference.init(row:)).prefix {
      ScrubRange.position(of: $0.sha256) < end
    }
    return contents.isEmpty ? nil : Array(contents)
  }

  private func fault(of content: BlobReference) throws -> BlobFault? {
    let path = store.blobs.path(of: content)
    do {
      let file = try BlobFile.opened(content, at: path)
      // Pages that the kernel has in memory say nothing of the disk.
      file.forgetPages()
      defer { file.forgetPages() }
      try file.read { _ in }
      return nil
    } catch let fault as BlobFault {
      return fault
    }
  }

  private func commit(
    _ found: [(content: BlobReference, fault: BlobFault)], at position: Int64?
  ) throws {
    guard !found.isEmpty || position != nil else { return }
    try store.engine.writeBlocking { transaction in
      for (content, fault) in found {
        // A content that was let go of meanwhile has neither row nor file, and one that was written
        // again is whole.
        guard try BlobStore.names(content, in: transaction),
          fault != .missing || !store.blobs.hasFile(of: content)
        else { continue }
        try transaction.run(
          """
          INSERT INTO damagedBlob (sha256, fault, foundAt)
          VALUES (\(content.sha256), \(fault.word), \(now))
          ON CONFLICT DO UPDATE SET fault = excluded.fault
          """)
      }
      if let position { try ScrubPlace.move(to: position, in: transaction) }
    }
  }
}

/// The result of a scrub.
package struct ScrubReport: Sendable, Hashable {
  /// Contents that were read, and their bytes.
  package fileprivate(set) var contents = 0
  package fileprivate(set) var bytes: Int64 = 0
  /// Contents that were damaged before, and aren't any more.
  package fileprivate(set) var repaired = 0
  /// All that are known to be damaged.
  package fileprivate(set) var damaged: [DamagedContent] = []
}
