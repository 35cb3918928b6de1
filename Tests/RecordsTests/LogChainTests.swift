import Platform
import Testing

@testable import Records

/// The hash chain of a log covers every field.
@Suite struct LogChainTests {
  private func record(_ change: (inout LogRecord) -> Void = { _ in }) -> LogRecord {
    var record = LogRecord(
      id: 1, company: CompanyID(rawValue: 2), at: 3, place: 4, textDigest: Digest(of: "5"),
      kind: "note")
    change(&record)
    return record
  }

  @Test func `the canonical form tells apart what looks alike when joined`() {
    let records = [
      record {
        $0.amount = "1"; $0.currency = "23"
      },
      record {
        $0.amount = "12"; $0.currency = "3"
      },
      record { $0.amount = "123" }, record { $0.currency = "123" }, record { $0.amount = "" },
      record { $0.externalID = "123" }, record { $0.externalDigest = Digest(of: "123") },
      record { $0.person = 1 }, record { $0.customer = 1 }, record(),
    ]
    #expect(Set(records.map { LogChain.hash(after: LogChain.start, $0) }).count == records.count)
  }

  @Test func `every field is covered, and so is the entry before`() {
    let plain = LogChain.hash(after: LogChain.start, record())
    #expect(plain != LogChain.hash(after: plain, record()))
    let changes: [(inout LogRecord) -> Void] = [
      { $0.person = 1 }, { $0.customer = 1 }, { $0.contact = 1 }, { $0.document = 1 },
      { $0.task = 1 }, { $0.mail = 1 }, { $0.amount = "1" }, { $0.currency = "EUR" },
      { $0.reference = "1232" }, { $0.externalID = "A" }, { $0.externalDigest = Digest(of: "1") },
      { $0.erases = ",1," }, { $0.masks = ",1:00," },
    ]
    let hashes = changes.map { LogChain.hash(after: LogChain.start, record($0)) }
    #expect(Set(hashes + [plain]).count == changes.count + 1)
  }

  /// Chains of older releases are hashed in this order.
  @Test func `the canonical form stays as it is, field by field`() {
    let names = record().fields.map { "\($0.name)" }
    #expect(names == ["at", "company", "id", "kind", "place", "textDigest"])
    let full = record {
      ($0.person, $0.customer, $0.contact, $0.document, $0.task, $0.mail) = (1, 2, 3, 4, 5, 6)
      ($0.amount, $0.currency, $0.reference, $0.externalID) = ("1", "EUR", "1232", "A")
      ($0.externalDigest, $0.erases, $0.masks) = (Digest(of: "1"), ",1,", ",1:00,")
    }
    #expect(
      full.fields.map { "\($0.name)" } == [
        "amount", "at", "company", "contact", "currency", "customer", "document", "erases",
        "externalDigest", "externalID", "id", "kind", "mail", "masks", "person", "place",
        "reference", "task", "textDigest",
      ])
  }
}
