import Foundation
import Records
import Store
import Testing

@testable import Application

/// The care of a store, as people and programs ask for it.
@Suite struct StoreCareTests {
  @Test func `a content that nothing refers to goes once it is older than the grace period`()
    async throws
  {
    let office = try await Office()
    let care = StoreCare(office.store)
    let group = try office.store.blobs.group()
    _ = try group.add { write in try Array("vanha".utf8).withUnsafeBytes { try write($0) } }
    try group.written.makeDurable()
    let later = Date(timeIntervalSinceNow: 7_200)
    let young = try await care.collect(
      olderThan: 86_400, dryRun: false, renewing: false, now: later)
    #expect(young.files == 0 && young.young == 1)
    let counted = try await care.collect(
      olderThan: 3_600, dryRun: true, renewing: false, now: later)
    #expect(counted.files == 1 && !counted.removed)
    let removed = try await care.collect(
      olderThan: 3_600, dryRun: false, renewing: true, now: later)
    #expect(removed.files == 1 && removed.removed && removed.bytes == 5)
  }

  @Test func `a document's bytes are given, and another company's aren't there`() async throws {
    let office = try await Office()
    let file = try office.openFile("Tervehdys", named: "a.txt")
    let upload = DocumentUpload(named: "a.txt", atMost: nil) { buffer in
      read(file.descriptor, buffer.baseAddress, buffer.count)
    }
    let row = try await upload.add(
      DocumentUpload.Details(), to: office.acting, in: office.store)
    let content = DocumentContent(in: office.store)
    var bytes: [UInt8] = []
    try await content.open(row.id, at: office.scope).forEachChunk { bytes += Array($0) }
    #expect(String(decoding: bytes, as: UTF8.self) == "Tervehdys")
    let other = try await office.store.addCompany(NewCompany(name: "Toinen Oy", slug: "toinen"))
    await #expect(throws: Refusal.notFound(row.id)) {
      _ = try await content.open(row.id, at: office.store.company(other.id))
    }
    #expect(try await StoreCare(office.store).scrub(within: nil, now: Office.now).contents == 1)
  }
}
