import Foundation
import Platform
import Records

/// Documents from a folder of files and a table of their details.
extension ActingCompany {
  /// Keeps a file's bytes in a group of contents. Blocks.
  package typealias KeepFile = @Sendable (_ path: String, BlobGroup) throws -> KeptFile
  /// Gives the digest of a file's bytes. Blocks.
  package typealias DigestFile = @Sendable (_ path: String) throws(StoreError) -> Digest

  /// Adds a document for each row: filed when it has a customer, else in the Inbox. The same file
  /// with the same bytes changes nothing. Rows are written in batches, see `ImportRun`; the bytes
  /// of a batch become durable together, before its transaction.
  @discardableResult
  package func importDocuments(
    _ batch: ImportBatch<ImportedDocument>, _ manner: ImportManner = ImportManner(),
    keep: @escaping KeepFile, digest: @escaping DigestFile,
    deliver: Delivery<ImportOutcome> = { _ in }
  ) async throws -> ImportOutcome {
    let (acting, rows, blobs) = (self, batch.rows, scope.blobs)
    return try await ImportRun<ImportedDocument>(
      source: ImportSource(company: id, kind: .documents, file: batch.file), engine: scope.engine,
      now: now,
      open: {
        var rest = rows.makeIterator()
        return { () throws(StoreError) in rest.next().map(ImportLine.row) }
      },
      checker: { transaction in
        var check = try DocumentCheck(acting.recorded(in: transaction), digest)
        return { try check.look(at: $0, isDry: manner.isDry) }
      },
      prepare: { (rows) throws(StoreError) in try await Self.keep(rows, in: blobs, keep) },
      writer: { transaction in
        let change = try acting.recorded(in: transaction)
        return { try DocumentWriting(change: change).add($0.fields, to: blobs) }
      }, faults: batch.faults, manner: manner
    ).run(deliver)
  }

  /// The rows with their files kept, for good.
  private static func keep(
    _ rows: [ImportRow<ImportedDocument>], in blobs: BlobStore, _ keep: @escaping KeepFile
  ) async throws(StoreError) -> [ImportRow<ImportedDocument>] {
    try await BlockingWork.run("import", directory: blobs.storeDirectory) {
      let group = try blobs.group()
      let kept = try rows.map { row in
        if row.fields.kept != nil { return row }
        var document = row.fields
        document.kept = try keep(document.path, group)
        return ImportRow(line: row.line, externalID: nil, fields: document)
      }
      try group.written.makeDurable()
      return kept
    }
  }
}

/// The look at the documents of a file before any is added.
private struct DocumentCheck {
  private let change: RecordedChange
  private let digest: ActingCompany.DigestFile
  private var lines: [String: Int] = [:]

  init(_ change: RecordedChange, _ digest: @escaping ActingCompany.DigestFile) {
    (self.change, self.digest) = (change, digest)
  }

  mutating func look(at row: ImportRow<ImportedDocument>, isDry: Bool) throws -> RowCheck {
    var faults = FieldFaults()
    let path = row.fields.path
    if let other = lines[path] {
      faults.note(Refusal(.file, path, .taken(.byLine(other))))
    } else {
      lines[path] = row.line
    }
    _ = try row.fields.new(named: "x", mediaType: "", change, &faults)
    guard faults.errors.isEmpty, isDry else { return RowCheck(faults, .added) }
    let files = ImportedFiles(company: change.company, transaction: change.transaction)
    return .right(try files.contains(path, digest(path)) ? .unchanged : .added)
  }
}

extension ImportedDocument {
  /// The document that the row asks for; nil where something is wrong with it, which is noted.
  fileprivate func new(
    named name: String, mediaType: String, _ change: RecordedChange, _ faults: inout FieldFaults
  ) throws -> NewDocument? {
    let before = faults.errors.count
    var new = NewDocument(fileName: name, mediaType: mediaType)
    new.title = faults.checked(texts[.title]) { (title) throws(Refusal) in
      try FieldRule.line(title, .title, .name)
    }
    new.notes = texts.given(.notes).map { notes in
      faults.checked(notes) { (text) throws(Refusal) in try FieldRule.longText(text, .notes) }
    }
    new.date = texts.date(.date, &faults)
    new.group = texts.given(.group)
    if let group = new.group { _ = try faults.tried { try change.groups().required(named: group) } }
    let party = try texts.party(change, &faults)
    new.customer = party?.customer.map(Reference.id)
    new.contact = party?.contact.map(Reference.id)
    return faults.errors.count == before ? new : nil
  }
}

extension DocumentWriting {
  /// Adds the document of a row whose file is kept.
  fileprivate func add(_ document: ImportedDocument, to blobs: BlobStore) throws -> ImportEffect {
    guard let file = document.kept else { preconditionFailure("a batch is prepared") }
    let files = ImportedFiles(company: change.company, transaction: change.transaction)
    if try files.contains(document.path, file.blob.sha256) { return .unchanged }
    var faults = FieldFaults()
    let new = try document.new(
      named: file.name, mediaType: file.mediaType, change, &faults)
    guard let new else { throw faults.errors[0] }
    try blobs.name(file.blob, in: change.transaction)
    _ = try add(new, file.blob)
    try files.note(document.path, file.blob.sha256)
    return .added
  }
}
