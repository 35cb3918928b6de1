import Application
import Foundation
import Records
import Store
import Testing

@Suite struct RowEncoderTests {
  private struct Everything: Encodable {
    var text: String?
    var number: Int?
    var long: Int64?
    var unsigned: UInt32?
    var flag: Bool?
    var instant: Date?
    var day: CivilDate?
    var id: DocumentID?
    var state: DocumentState?
    var list: [DocumentID]?
    var row: Inner?
  }

  private struct Inner: Encodable {
    var text: String?
  }

  private static let keys =
    "text number long unsigned flag instant day id state list row"
    .split(separator: " ").map(String.init)

  private func fields(_ row: some Encodable) throws -> [RowField] {
    guard case .fields(let fields) = try RowValue(row) else { return [] }
    return fields
  }

  @Test func `what is absent is null, whatever its type`() throws {
    let fields = try fields(Everything())
    #expect(fields.map(\.key) == Self.keys)
    #expect(fields.allSatisfy { $0.value == .null })
  }

  @Test func `each type of value is written in one way`() throws {
    let row = Everything(
      text: "ä/\"", number: -1, long: 1 << 40, unsigned: .max, flag: false,
      instant: Date(timeIntervalSince1970: 1_764_230_400.75), day: CivilDate("2025-12-01"),
      id: DocumentID(rawValue: 7), state: .inbox,
      list: [DocumentID(rawValue: 1), DocumentID(rawValue: 2)], row: Inner())
    let fields = try fields(row)
    #expect(fields.map(\.key) == Self.keys)
    #expect(
      fields.map(\.value) == [
        .text("ä/\""), .integer(-1), .integer(1 << 40), .integer(4_294_967_295), .flag(false),
        .text("2025-11-27T08:00:00Z"), .text("2025-12-01"), .integer(7), .text("inbox"),
        .list([.integer(1), .integer(2)]), .fields([RowField(key: "text", value: .null)]),
      ])
  }

  @Test func `JSON is one line, its keys in alphabetical order`() throws {
    let rows = [Inner(text: "a\n/\u{1}ä"), Inner()]
    #expect(try RowValue(rows).json() == #"[{"text":"a\n/\u0001ä"},{"text":null}]"#)
    #expect(
      try RowValue(AddressRow("acme-x@in.example.fi")).json()
        == #"{"address":"acme-x@in.example.fi"}"#)
    #expect(
      try RowValue(LogPageRow(entries: [], next: nil)).json() == #"{"entries":[],"next":null}"#)
    #expect(try RowValue([Inner]()).json() == "[]")
  }
}
