import Records
import Testing

@testable import Store

@Suite struct ErasedSpellingsTests {
  private let spellings = ErasedSpellings(
    name: "Matti Kivelä", email: "matti@kivela.example", phone: "+358 40 765 4321", also: ["Masa"])

  @Test(arguments: [
    ("Matti Kivelä soitti", "- soitti"), ("MATTI KIVELÄLLE", "-"),
    ("Kivelä Matti, Kivelä, Matti", "-, -"), ("<Matti@Kivela.example>.", "<->."),
    ("p. 0407654321", "p. -"), ("(040) 765-4321!", "(-!"), ("+358407654321", "-"),
    ("Masan loma", "- loma"), ("Masallekin, masa!", "-, -!"), ("Masala", nil), ("Masa-Matti", nil),
    ("Ukko-Masa", nil), ("Masa – loma", "- – loma"), ("Masaa1", nil), ("viite 90407654321", nil),
    ("0407654321 1", "- 1"),
    ("xmatti@kivela.example", nil), ("a.matti@kivela.example", nil),
    ("matti@kivela.example.fi", nil), ("Matti soitti", nil), ("Kivelä Oy", nil),
    ("Palmatti Kivelä", nil), ("", nil), ("ä👍 Matti Kivelä 👍", "ä👍 - 👍"),
  ])
  func `somebody is found however they are written, and nobody else`(
    text: String, masked: String?
  ) {
    #expect(spellings.masked(text, with: "-") == masked)
    #expect(spellings.occur(in: text) == (masked != nil))
  }

  @Test func `a name of one word is looked for only where it is meant`() {
    let spellings = ErasedSpellings(name: "Maija", email: nil, phone: "123", also: [])
    #expect(!spellings.occur(in: "Maija 123"))
    #expect(spellings.withNameWords.masked("Maijalle 123", with: "-") == "- 123")
  }

  @Test func `senders are told by their address without case`() {
    #expect(spellings.isSender("MATTI@kivela.example"))
    #expect(!spellings.isSender("x@kivela.example") && !spellings.isSender(nil))
  }
}
