import Foundation
import Records
import TestKit
import Testing

@testable import Platform
@testable import Store

/// The rules of zones, as tzdata's files have them.
@Suite struct ZoneRulesTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/zones")

  private static func bytes(_ zone: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appendingPathComponent(zone + ".tzif")))
  }

  /// Python's zoneinfo said so of the same files (tzdata 2025b): random instants, and both sides of
  /// changes until 2150.
  @Test func `a clock is as far from UTC as another reader of the same file says`() throws {
    let json = try Data(contentsOf: Self.folder.appendingPathComponent("offsets.json"))
    let expected = try JSONDecoder().decode([String: [[Int64]]].self, from: json)
    #expect(expected.count == 13)
    for (zone, offsets) in expected {
      let rules = try ZoneRules(tzif: Self.bytes(zone))
      let wrong = offsets.filter { rules.offset(at: $0[0]) != $0[1] }
      #expect(wrong == [], "\(zone)")
    }
  }

  @Test(arguments: [
    ("EET-2EEST,M3.5.0/3,M10.5.0/4", "2050-07-01T00:00", 10_800 as Int64?),
    ("EET-2EEST,M3.5.0/3,M10.5.0/4", "2050-12-01T00:00", 7_200),
    // Hours before and beyond the day.
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2050-03-27T00:59", -7_200),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2050-03-27T01:00", -3_600),
    ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2050-03-26T00:00", 10_800),
    // Winter time is the exception.
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2050-01-01T00:00", 0),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2050-07-01T00:00", 3_600),
    // All year, by days with and without the leap day, and in the south.
    ("XXX3EDT4,0/0,J365/23", "2050-01-01T02:59", -14_400),
    ("XXX3EDT4,0/0,J365/23", "2050-01-01T03:00", -14_400),
    ("AAA0BBB,J60/0,J61/0", "2048-03-01T00:00", 3_600),
    ("AAA0BBB,59/0,60/0", "2048-02-29T00:00", 3_600),
    ("AAA0BBB,59/0,60/0", "2049-03-01T00:00", 3_600),
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2050-01-01T00:00", 39_600),
    ("UTC0", "2050-01-01T00:00", 0), ("<+0545>-5:45", "2050-01-01T00:00", 20_700),
    ("", "2050-01-01T00:00", nil), ("E-2", "2050-01-01T00:00", nil),
    ("EET-25", "2050-01-01T00:00", nil), ("EET-24:00:01", "2050-01-01T00:00", nil),
    ("EET-2EEST", "2050-01-01T00:00", nil), ("EET-2EEST,M3.6.0,M10.5.0", "2050-01-01T00:00", nil),
    ("EET-2EEST,M13.5.0,M10.5.0", "2050-01-01T00:00", nil), ("EET-", "2050-01-01T00:00", nil),
    ("EET-2EEST,M3.5.0,M10.5.0x", "2050-01-01T00:00", nil), ("<EET-2", "2050-01-01T00:00", nil),
    ("EET-2EEST,M3.5.0/168,M10.5.0", "2050-01-01T00:00", nil),
    ("EET-99999999999999999999", "2050-01-01T00:00", nil),
  ])
  func `a rule says how a zone goes on`(text: String, moment: String, offset: Int64?) {
    let zone = PosixZone(Array(text.utf8))
    #expect(zone?.offset(at: instant(moment).storedSeconds) == offset)
  }

  @Test func `every instant has an offset`() throws {
    let rules = try ZoneRules(tzif: Self.bytes("America_Nuuk"))
    for seconds in [Int64.min, -1 << 40, 0, 1 << 40, .max] {
      #expect([-12_416, -10_800, -7_200, -3_600].contains(rules.offset(at: seconds)))
    }
    let clock = try LocalClock(zone: "Europe/Helsinki")
    #expect(clock.day(at: .min).year == 1 && clock.day(at: .max).year == 9_999)
    #expect(clock.text(.max).hasPrefix("9999-12-31 "))
  }

  @Test func `bytes that are no rules are refused, cut and flipped ones too`() throws {
    let whole = try Self.bytes("Europe_Helsinki")
    for count in 0..<whole.count - 1 {
      #expect(throws: ZoneRules.Malformed.self) { try ZoneRules(tzif: Array(whole.prefix(count))) }
    }
    var random = SeededGenerator()
    for _ in 0..<3_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: .min ... .max)
      }
      // Whatever it is, it ends, and is within a day.
      do throws(ZoneRules.Malformed) {
        let rules = try ZoneRules(tzif: bytes)
        for seconds in [Int64.min, 0, 1_800_000_000, .max] {
          #expect(ZoneRules.offsets.contains(rules.offset(at: seconds)))
        }
      } catch {
        #expect(!error.reason.isEmpty)
      }
    }
  }

  @Test func `all zones of the system are known`() throws {
    let names = try String(contentsOfFile: "/usr/share/zoneinfo/tzdata.zi", encoding: .utf8)
      .split(separator: "\n").compactMap { line -> String? in
        let words = line.split(separator: " ")
        if words.first == "Z" { return words.count > 1 ? String(words[1]) : nil }
        return words.first == "L" && words.count == 3 ? String(words[2]) : nil
      }
    #expect(names.count > 400)
    #expect(names.filter { Zone($0).map(ZoneDirectory.system.knows) != true } == [])
  }

  @Test(arguments: [
    "", ".", "..", "../../etc/passwd", "Europe/../Europe/Helsinki", "/Europe/Helsinki",
    "Europe/", "Europe", "Europe//Helsinki", "zone.tab", "tzdata.zi", "right/Europe/Helsinki",
    "Europe/Helsinki\u{0}", "Europe/Ääkkölä", "posixrulesx", "leapseconds",
    String(repeating: "a/", count: 5_000) + "b", String(repeating: "a", count: 5_000),
  ])
  func `what is no zone's name is none, wherever it leads`(name: String) {
    guard let zone = Zone(name) else { return }
    #expect(!ZoneDirectory.system.knows(zone))
    #expect(throws: StoreError.self) { _ = try LocalClock(zone: zone) }
  }

  @Test func `rules that were replaced are read anew, and their edition is another`() throws {
    let path = NSTemporaryDirectory() + "zones-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let directory = ZoneDirectory(path)
    #expect(!directory.knows("Here") && directory.edition(of: "Here") == nil)
    var editions: [ZoneDirectory.Edition?] = []
    for (zone, expected) in [
      ("Asia_Kathmandu", "2026-11-29 05:45"), ("Europe_Helsinki", "2026-11-29 02:00"),
    ] {
      // As dpkg does it: a new file takes the old one's place.
      try Data(Self.bytes(zone)).write(
        to: URL(fileURLWithPath: path + "/Here"), options: .atomic)
      let clock = try LocalClock(zone: "Here", in: directory)
      #expect(clock.text(instant("2026-11-29T00:00").storedSeconds) == expected)
      editions.append(directory.edition(of: "Here"))
    }
    #expect(editions[0] != editions[1] && !editions.contains(nil))
    #expect(directory.edition(of: "Here") == editions[1])
    try Data("x".utf8).write(to: URL(fileURLWithPath: path + "/Here"))
    let error = #expect(throws: StoreError.self) {
      _ = try LocalClock(zone: "Here", in: directory)
    }
    #expect(error?.description.contains("it ends too soon") == true)
  }

  @Test func `the worker sees when the rules of a company's zone are replaced`() async throws {
    let path = NSTemporaryDirectory() + "zones-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path + "/Europe", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let fixture = try await StoreFixture()
    _ = try await fixture.company()
    let directory = ZoneDirectory(path)
    #expect(try await fixture.store.zoneEditions(in: directory) == [:])
    let file = URL(fileURLWithPath: path + "/Europe/Helsinki")
    try Data(Self.bytes("Europe_Helsinki")).write(to: file, options: .atomic)
    let first = try await fixture.store.zoneEditions(in: directory)
    #expect(Array(first.keys) == ["Europe/Helsinki"])
    #expect(try await fixture.store.zoneEditions(in: directory) == first)
    try Data(Self.bytes("Asia_Kathmandu")).write(to: file, options: .atomic)
    #expect(try await fixture.store.zoneEditions(in: directory) != first)
  }
}
