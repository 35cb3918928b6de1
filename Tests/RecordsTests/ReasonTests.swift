import Foundation
import Records
import Testing

@Suite struct ReasonTests {
  /// One reason of each code, with arguments that are words of no language.
  private static let mails: [MailReason] = MailReasonCode.allCases.map { MailReason($0, samples) }
  private static let parts: [PartReason] =
    PartReasonCode.allCases.filter { ![.beyondLimit, .image, .smallImage].contains($0) }
    .map { PartReason($0, samples) } + PartLimit.allCases.map { .beyondLimit($0) }
    + ImagePlace.allCases.flatMap { [.image($0), .smallImage(bytes: 120, $0)] }
  private static let samples: ReasonArguments = [.number(12), .number(34)]

  private static func sentences(in language: Language) -> [String] {
    mails.map { $0.text(in: language) } + parts.map { $0.text(in: language) }
      + [MailReason.filed(documents: 1), .endedProcesses(1)].map { $0.text(in: language) }
  }

  @Test func `every reason has a sentence of its own in each language`() {
    let all = Language.allCases.map(Self.sentences)
    for sentences in all {
      #expect(sentences.allSatisfy { !$0.isEmpty && !$0.contains("#") && !$0.hasSuffix(".") })
    }
    // Mails' and parts' `older` are the same words.
    #expect(all.map { Set($0).count } == all.map { $0.count - 1 })
    for (one, others) in zip(all[0].indices, zip(all[0], zip(all[1], all[2]))) {
      let (first, (second, third)) = others
      #expect(Set([first, second, third]).count == 3, "\(one): \(first)")
    }
  }

  /// Small words that stand in nearly every English sentence, and in none of the others.
  @Test(arguments: [Language.finnish, .swedish])
  func `no sentence in another language is English`(language: Language) {
    let english: Set = [
      "the", "a", "an", "of", "was", "is", "it", "its", "not", "by", "with", "which", "no", "this",
      "that", "to", "and", "mail", "message", "parts", "document", "documents", "bytes", "server",
    ]
    let log = LogText(language)
    let entries = Self.mails.map { log.mailHeld(sender: nil, subject: nil, reason: $0) }
    for sentence in Self.sentences(in: language) + entries {
      let words = sentence.lowercased().split { !$0.isLetter }.map(String.init)
      #expect(english.intersection(words) == [], "\(sentence)")
    }
  }

  @Test func `a sentence tells its arguments in their order`() {
    #expect(MailReason.filed(documents: 1).description == "1 document")
    #expect(MailReason.filed(documents: 3).text(in: .finnish) == "3 dokumenttia")
    #expect(
      MailReason.tooManyParts(9_000, companies: 4).description
        == "9000 parts for 4 companies are too much to file at once; retry it for each")
    #expect(
      PartReason.smallImage(bytes: 120, .body).description
        == "a small image (120 bytes) shown in the body")
    #expect(
      PartReason.smallImage(bytes: 120, .related).text(in: .finnish)
        == "pieni kuva (120 tavua), tekstin rinnalla (multipart/related)")
    #expect(MailReason.older("# of #").description == "# of #")
  }

  @Test(
    arguments: [
      ([], nil), ([.number(3)], "[3]"), ([.number(-1), .number(2)], "[-1,2]"),
      ([.text("a,\"b\"\\\n\0ä€")], #"["a,\"b\"\\\u000a\u0000ä€"]"#),
      ([.text("Gmail"), .number(1)], #"["Gmail",1]"#), ([.text("12")], #"["12"]"#),
      ([.text("")], #"[""]"#),
    ] as [(ReasonArguments, String?)])
  func `arguments are stored as an array of JSON, and read from it`(
    arguments: ReasonArguments, stored: String?
  ) {
    #expect(arguments.stored == stored)
    if let stored { #expect(ReasonArguments(stored: stored) == arguments) }
  }

  @Test(arguments: ["", "3", "[3", "{\"a\":1}", "[true]", "[1.5]", "[[]]", "[\"a]", "[1,null]"])
  func `what is no array of numbers and texts is not read`(stored: String) {
    #expect(ReasonArguments(stored: stored) == nil)
  }

  @Test func `what a server says is kept cut`() {
    let reason = MailReason.fetchRefused(String(repeating: "ä", count: 5_000))
    #expect(reason.arguments.text(0)?.count == 1_001)
  }

  @Test func `the page on reasons names each code, in the order of the types`() throws {
    let page = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/reasons.md")
    let named = try String(contentsOf: page, encoding: .utf8)
      .matches(of: /\n\| `(\w+)` \| [`a]/).map { String($0.1) }
    let codes = MailReasonCode.allCases.map(\.rawValue) + PartReasonCode.allCases.map(\.rawValue)
    #expect(named.filter { $0 != "discarded" } == codes)
    #expect(named.count == codes.count + 1)
  }
}
