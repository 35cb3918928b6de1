import Foundation
import Records
import TestKit
import Testing

/// Text as the web, Word and phones write it.
@Suite struct KeptTextTests {
  private static let soft = "\u{AD}"
  private static let england = "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"

  /// A text, and what a field with lines keeps of it.
  private static let samples: [(String, String)] = [
    ("Virtanen Oy", "Virtanen Oy"), ("  ääkköset \n", "ääkköset"), ("", ""), (" \u{200B}\t", ""),
    ("vapaa\u{2028}erotin\u{2029}ja loppu", "vapaa\nerotin\nja loppu"),
    ("a\r\nb\rc\u{85}d\u{B}e\u{C}f\n\ng", "a\nb\nc\nd\ne\nf\n\ng"),
    ("a\tb\u{A0}c\u{202F}d\u{2007}e", "a b c d e"),
    ("1\u{A0}250,00\u{202F}€", "1 250,00 €"),
    ("asia\(soft)kas\(soft)loki", "asiakasloki"), ("\u{FEFF}nimi\u{200B}\u{2060}", "nimi"),
    ("\u{202A}+358 40 1234567\u{202C}", "+358 40 1234567"),
    ("a\u{200E}b\u{200F}c\u{2066}d\u{2069}e\u{61C}f", "abcdef"),
    ("👩\u{200D}💻 etänä", "👩\u{200D}💻 etänä"), ("❤\u{FE0F}\u{200D}🔥", "❤\u{FE0F}\u{200D}🔥"),
    (england, england), ("a\u{E0067}b", "ab"), ("🇫🇮 👍🏽", "🇫🇮 👍🏽"),
    ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("ක්\u{200D}ෂ", "ක්\u{200D}ෂ"),
    ("vapaa\u{200D}loppu", "vapaaloppu"), ("\u{200D}a \u{200C}b", "a b"),
    ("👩\u{200D}\u{200D}💻", "👩\u{200D}💻"), ("a\u{FFFE}b\u{FFF9}c", "abc"),
    ("日本　語", "日本 語"), ("e\u{301}", "e\u{301}"), ("\u{F8FF}", "\u{F8FF}"),
    ("\u{600}1", "\u{600}1"), ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
  ]

  /// As scalars, since Swift takes canonically equal texts for the same.
  private static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

  @Test(arguments: samples.indices)
  func `a field keeps what a reader would see`(sample: Int) throws {
    let (text, kept) = Self.samples[sample]
    #expect(try Self.scalars(KeptText.of(text, .text, .kept)) == Self.scalars(kept))
    let line = kept.replacing("\n", with: " ")
    #expect(try Self.scalars(KeptText.of(text, .name)) == Self.scalars(line))
  }

  @Test(
    arguments: [
      ("\u{0}", "U+0000 NULL"), ("\u{7}", "U+0007 BELL"), ("\u{1B}", "U+001B ESCAPE"),
      ("\u{7F}", "U+007F DELETE"), ("\u{1F}", "U+001F UNIT SEPARATOR"), ("\u{9B}", "U+009B"),
    ] as [(Unicode.Scalar, String)])
  func `a control character is refused by its name`(scalar: Unicode.Scalar, name: String) {
    let refusal = #expect(throws: Refusal(.notes, .text(.control(scalar)))) {
      try KeptText.of("ä\(scalar)b", .notes, .kept)
    }
    #expect(
      refusal?.description == "notes: it holds the control character \(name); take it out")
  }

  private static let rules: [(RecordField, @Sendable (String) throws -> String?)] = [
    (.name, { try FieldRule.name($0) }), (.role, { try FieldRule.role($0) }),
    (.externalID, { try FieldRule.externalID($0) }),
    (.externalID, { try FieldRule.rowExternalID($0) }),
    (.path, { try GroupName($0).text }), (.text, { try FieldRule.longText($0, .text) }),
  ]

  @Test(arguments: rules.indices)
  func `every field has the one rule`(rule: Int) throws {
    let (field, check) = Self.rules[rule]
    let pasted = "\u{FEFF}asia\u{AD}kas\u{A0}\u{202A}👩\u{200D}💻\u{202C}"
    #expect(try check(pasted) == "asiakas 👩\u{200D}💻")
    #expect(try check("a\u{2028}b") == (field == .text ? "a\nb" : "a b"))
    #expect(throws: Refusal(field, .text(.control("\u{1}")))) { try check("a\u{1}") }
  }

  @Test func `numbers and addresses that were copied with their marks are taken`() throws {
    #expect(try FieldRule.phone("\u{202A}+358\u{A0}40\u{A0}1234567\u{202C}") == "+358 40 1234567")
    #expect(try FieldRule.email("\u{200B}a@example.fi\u{FEFF}") == "a@example.fi")
    #expect(try FieldRule.businessID("1234567-1\u{200E}") == "1234567-1")
    #expect(try ReferenceNumber.checked("12\u{A0}32") == "1232")
  }

  @Test func `an event given again is the same, however its text was broken`() throws {
    var event = RecordedEvent(kind: .note)
    event.externalID = "1"
    event.text = "1\u{A0}250\r\nja loppu "
    #expect(try event.checked().text == "1 250\nja loppu")
    // As releases before kept it: the text as it was given, without white space at its ends.
    #expect(try event.checked().identity == Self.identity(of: "1\u{A0}250\r\nja loppu"))
  }

  private static func identity(of text: String) -> ExternalIdentity? {
    var event = RecordedEvent(kind: .note)
    (event.externalID, event.text) = ("1", text)
    return event.identity
  }

  @Test func `what is kept of any text is kept as it is`() throws {
    var random = SeededGenerator()
    let seed = "\(random)"
    let alphabet: [Unicode.Scalar] =
      Array("aä 👩💻ക്م\u{FE0F}\u{301}\t\n\r\u{85}\u{2028}\u{2029}".unicodeScalars)
      + Array("\u{AD}\u{200B}\u{200C}\u{200D}\u{202E}\u{2066}".unicodeScalars)
      + Array("\u{FEFF}\u{A0}🏴\u{E0067}".unicodeScalars)
    for round in 0..<2_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let isAny = Int.random(in: 0..<4, using: &random) == 0
        let any = Unicode.Scalar(UInt32.random(in: 0xA0...0x1_FFFF, using: &random))
        text.append((isAny ? any : nil) ?? alphabet.randomElement(using: &random) ?? "a")
      }
      let place: Comment = "\(seed), round \(round)"
      for breaks in [KeptText.LineBreaks.kept, .spaces] {
        let once = try KeptText.of(String(text), .text, breaks)
        #expect(try Self.scalars(KeptText.of(once, .text, breaks)) == Self.scalars(once), place)
        let isWhole = once.unicodeScalars.allSatisfy {
          [.shown, .joiner, .tag].contains(TextScalar($0)) || (breaks == .kept && $0 == "\n")
        }
        #expect(isWhole, place)
      }
    }
  }
}
