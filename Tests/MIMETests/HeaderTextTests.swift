import Testing

@testable import MIME

@Suite struct HeaderTextTests {
  private func decoded(_ text: String) -> String {
    HeaderText.decoded(Array(text.utf8), charsets: CharsetDecoder())
  }

  @Test(arguments: [
    ("plain", "plain"),
    ("", ""),
    ("=?utf-8?Q?p=C3=A4iv=c3=a4?=", "päivä"),
    ("=?UTF-8?B?cMOkaXbDpA==?=", "päivä"),
    ("=?iso-8859-1?q?p=E4iv=E4_1?=", "päivä 1"),
    ("=?utf-8*fi?Q?lasku?=", "lasku"),
    ("a =?utf-8?Q?b?= c", "a b c"),
    ("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"),
    ("=?utf-8?Q?a?=\t =?iso-8859-1?Q?b?=", "ab"),
    ("=?utf-8?Q?a?==?utf-8?Q?b?=", "ab"),
    ("=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c"),
    // One character's bytes in two words.
    ("=?utf-8?B?w6TD?= =?utf-8?B?pA==?=", "ää"),
    ("=?utf-8?Q?=C3?= =?utf-8?Q?=A4?=", "ä"),
    // A padded word before others, where GMime drops what follows.
    ("=?utf-8?B?UmVjaG51bmc=?= =?utf-8?B?IFjDvGJlci5wZGY=?=", "Rechnung Xüber.pdf"),
    ("\"=?utf-8?Q?quoted?=\"", "\"quoted\""),
    ("x=?utf-8?Q?y?=z", "xyz"),
    ("=?utf-8?Q?a b?=", "a b"),
    ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
    ("=?shift_jis?B?k/qWew==?=", "日本"),
    ("=?koi8-r?B?8NLJ18XU?=", "Привет"),
    ("=?nonsense-9?Q?p=E4iv=E4?=", "päivä"),
    ("=?windows-1252?Q?=80_5?=", "€ 5"),
    ("=?utf-8?Q?=FF?=", "\u{FFFD}"),
    ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
    ("=?utf-8?Q?abc", "=?utf-8?Q?abc"),
    ("=?utf-8?Q", "=?utf-8?Q"),
    ("=??Q?abc?=", "=??Q?abc?="),
    ("=?", "=?"),
    ("=?utf-8?Q??=", ""),
    ("1=2?=3", "1=2?=3"),
  ])
  func `encoded-words are decoded wherever they stand`(value: String, text: String) {
    #expect(decoded(value) == text)
  }

  @Test func `raw bytes are UTF-8 if they can be, else windows-1252`() {
    let charsets = CharsetDecoder()
    #expect(HeaderText.decoded(Array("päivä".utf8), charsets: charsets) == "päivä")
    #expect(HeaderText.decoded([0x70, 0xE4, 0x80], charsets: charsets) == "pä€")
  }

  @Test(arguments: [
    (" one\r\n two\r\n", "one two"),
    ("one\r\n\ttwo", "one two"),
    ("one\ttwo", "one\ttwo"),
    ("one\n  two\n", "one  two"),
    ("\r\n one", "one"),
    (" \t\r\n", ""),
    ("", ""),
  ])
  func `folded lines become one`(folded: String, unfolded: String) {
    #expect(HeaderText.unfolded(Array(folded.utf8)[...]) == Array(unfolded.utf8))
  }

  @Test func `text for people has no control characters and is not too long`() {
    let charsets = CharsetDecoder()
    let nasty = Array("a\u{1B}[31m=?utf-8?Q?=0D=0AX?=\u{0}".utf8)
    #expect(HeaderText.text(nasty, limit: 100, charsets: charsets) == "a [31m  X ")
    let beyondASCII = Array("ä\u{80}ö\u{9F}Â\u{A0}\u{7F}\u{2080}".utf8)
    #expect(
      HeaderText.text(beyondASCII, limit: 100, charsets: charsets) == "ä ö Â\u{A0} \u{2080}")
    #expect(HeaderText.cleaned("Â\u{A0}\u{2080}ä") == "Â\u{A0}\u{2080}ä")
    #expect(HeaderText.cleaned("ä\u{85}") == "ä ")
    let long = [UInt8](repeating: 0x61, count: 5_000)
    #expect(HeaderText.text(long, limit: 2_000, charsets: charsets).count == 2_000)
  }

  @Test func `a charset that iconv must not see is unknown`() {
    let charsets = CharsetDecoder()
    for name in ["utf-8//TRANSLIT", "../../x", "char", String(repeating: "x", count: 100), ""] {
      #expect(charsets.text([0xE4], charset: name) == "ä")
    }
  }

  @Test func `thousands of charsets cost no time`() {
    let words = (0..<20_000).map { "=?x-\($0)?Q?=E4?=" }.joined(separator: " ")
    #expect(decoded(words) == String(repeating: "ä", count: 20_000))
  }

  @Test(
    arguments: [
      ("utf-16le", [0x41, 0, 0xE4, 0], "Aä"), ("utf-16be", [0, 0x41, 0, 0xE4], "Aä"),
      ("utf-7", Array("+AOQ-x".utf8), "äx"), ("cp437", [0x84], "ä"),
      ("ks_c_5601-1987", [0xB0, 0xA1], "가"),
      ("gb2312", [0xC4, 0xE3], "你"), ("utf-8", [0x61, 0xE4, 0x62], "a\u{FFFD}b"),
      ("iso-2022-jp", [0x61, 0x80, 0x62], "a\u{FFFD}b"),
      ("utf-16le", [0x41, 0, 0xE4], "A\u{FFFD}"),
    ] as [(String, [UInt8], String)])
  func `bytes of any charset become text`(charset: String, bytes: [UInt8], text: String) {
    #expect(CharsetDecoder().text(bytes, charset: charset) == text)
  }
}
