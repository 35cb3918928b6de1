import Records
import Testing

/// Names in the order that Finns look for them in.
@Suite struct SortKeyTests {
  @Test func `names sort without case, digits before letters, and å ä ö after z`() {
    let sorted = [
      "1. Apu", "2 M Oy", "A", "a", "A Oy", "A-Oy", "aa", "Abc", "Éclair", "eclairs", "Łódź",
      "Lofoten", "Muu", "Müller", "Myy", "Saari", "Šakki", "sappi", "Straße", "strasse 2", "vaara",
      "Waara", "wc", "yrjö", "Zeta", "žižek", "Åbo", "åbo akademi", "Æsir", "Ääni", "Öljy", "Øst",
      "õun", "Ωmega", "Жук", "日本",
    ]
    #expect(sorted.shuffled().sorted { SortKey($0) < SortKey($1) } == sorted)
  }

  @Test(arguments: [("Äijä", "A\u{308}ija\u{308}"), ("É", "E\u{301}")])
  func `a letter sorts alike however its marks are written`(composed: String, apart: String) {
    let between = SortKey(composed + "a")
    #expect(SortKey(apart) < between && SortKey(composed) < between)
    #expect(SortKey(apart + "b") > between)
  }

  @Test func `names that differ in case or marks alone are told apart`() {
    #expect(Set(["Aho", "aho", "AHO", "Ahó"].map(SortKey.init)).count == 4)
  }

  @Test func `signs, and characters that show nothing, sort too`() {
    let sorted = [
      "", " x", "!", "…", "🎉", "0", "a", "a\u{0}", "a b", "a-b", "a–c", "a.b", "a\u{200D}c",
    ]
    #expect(sorted.map(SortKey.init).sorted() == sorted.map(SortKey.init))
  }
}
