import Application
import Foundation
import Records
import Store
import Testing

@Suite struct DocumentUploadTests {
  /// Gives the bytes a few at a time, and counts how often it was asked.
  private final class Source {
    private var rest: [UInt8]
    private(set) var reads = 0

    init(_ bytes: [UInt8]) { rest = bytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      reads += 1
      let piece = rest.prefix(min(buffer.count, 10_000))
      buffer.copyBytes(from: piece)
      rest.removeFirst(piece.count)
      return piece.count
    }
  }

  private static let pdf = Array("%PDF-1.4\n".utf8) + [UInt8](repeating: 7, count: 300_000)

  @Test func `a file becomes a document, its type told by its bytes`() async throws {
    let office = try await Office()
    let source = Source(Self.pdf)
    var details = DocumentUpload.Details()
    details.title = "Sopimus"
    details.group = "Sopimukset"
    details.customer = .id(office.customer.id)
    _ = try await office.acting.addGroup(path: "Sopimukset")
    let row = try await DocumentUpload(
      named: "a/../sopimus.txt", atMost: nil, read: source.read
    ).add(details, to: office.acting, in: office.store)
    #expect(row.mediaType == "application/pdf" && row.size == Int64(Self.pdf.count))
    #expect(row.state == .filed && row.customer == office.customer.id && row.company == "acme")
    #expect(row.title == "Sopimus" && row.group == "Sopimukset" && row.receivedAt == Office.now)
    #expect(!row.fileName.contains("/"))
  }

  @Test func `a file that is too large leaves nothing behind`() async throws {
    let office = try await Office()
    let upload = DocumentUpload(named: "a.pdf", atMost: 20_000, read: Source(Self.pdf).read)
    await #expect(throws: DocumentUpload.TooLarge.self) {
      try await upload.add(
        DocumentUpload.Details(), to: office.acting, in: office.store)
    }
    #expect(try await office.scope.documents().isEmpty)
  }

  @Test func `what is refused is not read to its end`() async throws {
    let office = try await Office()
    let source = Source(Self.pdf)
    var details = DocumentUpload.Details()
    details.customer = .id(CustomerID(rawValue: 99))
    let upload = DocumentUpload(named: "a.pdf", atMost: nil, read: source.read)
    await #expect(throws: StoreError.self) {
      try await upload.add(
        details, to: office.acting, in: office.store)
    }
    #expect(source.reads < 3)
  }
  @Test func `of many files all become documents with the same details, or none`() async throws {
    let office = try await Office()
    _ = try await office.acting.addGroup(path: "Sopimukset")
    var details = DocumentUpload.Details()
    details.group = "Sopimukset"
    func file(_ name: String, _ bytes: [UInt8]) -> () throws -> DocumentUpload {
      { DocumentUpload(named: name, atMost: nil, read: Source(bytes).read) }
    }
    let rows = try await DocumentUpload.add(
      [file("a.pdf", Self.pdf), file("b.txt", Array("b".utf8)), file("c.pdf", Self.pdf)], details,
      to: office.acting, in: office.store)
    #expect(rows.map(\.fileName) == ["a.pdf", "b.txt", "c.pdf"])
    #expect(rows.allSatisfy { $0.group == "Sopimukset" && $0.state == .inbox })
    #expect(rows.map(\.duplicateOf) == [nil, nil, rows[0].id])
    struct Unreadable: Error {}
    await #expect(throws: Unreadable.self) {
      _ = try await DocumentUpload.add(
        [file("d.pdf", [1]), { throw Unreadable() }], details, to: office.acting, in: office.store)
    }
    await #expect(throws: Refusal.self) {
      let many = Array(repeating: file("e.pdf", [2]), count: ManyRecords.most + 1)
      _ = try await DocumentUpload.add(many, details, to: office.acting, in: office.store)
    }
    #expect(try await office.scope.documents().count == 3)
  }
}
