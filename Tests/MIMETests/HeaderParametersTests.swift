import Testing

@testable import MIME

@Suite struct HeaderParametersTests {
  private func parameter(_ name: String, of value: String) -> String? {
    HeaderParameters(Array(value.utf8)).text(name, charsets: CharsetDecoder())
  }

  @Test(arguments: [
    ("attachment; filename=lasku.pdf", "lasku.pdf"),
    ("attachment; filename=\"lasku 1.pdf\"", "lasku 1.pdf"),
    ("attachment;filename=\"a;b=c.pdf\"; size=1", "a;b=c.pdf"),
    ("attachment; FileName = \"lasku.pdf\"", "lasku.pdf"),
    ("attachment; filename=lasku 1 (2).pdf", "lasku 1 (2).pdf"),
    ("attachment; filename=lasku.pdf (a comment); size=2", "lasku.pdf (a comment)"),
    ("attachment; filename=\"say \\\"hi\\\" \\\\ bye\"", "say \"hi\" \\ bye"),
    ("attachment; filename=\"C:\\TEMP\\lasku.pdf\"", "C:\\TEMP\\lasku.pdf"),
    ("attachment; filename=\"unclosed.pdf; size=3", "unclosed.pdf"),
    ("attachment; filename=\"lasku.pdf\" size=3", "lasku.pdf"),
    ("attachment filename=lasku.pdf", "lasku.pdf"),
    ("; filename=lasku.pdf", "lasku.pdf"),
    ("attachment;;; filename=lasku.pdf;;", "lasku.pdf"),
    ("attachment; filename=a.pdf; filename=b.pdf", "a.pdf"),
    ("attachment; filename=; filename=b.pdf", "b.pdf"),
    ("attachment; filename*=UTF-8''p%C3%A4iv%c3%a4.pdf", "päivä.pdf"),
    ("attachment; filename*=utf-8'fi'p%C3%A4iv%C3%A4.pdf", "päivä.pdf"),
    ("attachment; filename*=iso-8859-1''p%E4iv%E4.pdf", "päivä.pdf"),
    ("attachment; filename*=\"UTF-8''p%C3%A4.pdf\"", "pä.pdf"),
    ("attachment; filename*=''p%C3%A4.pdf", "pä.pdf"),
    ("attachment; filename*=p%C3%A4.pdf", "pä.pdf"),
    ("attachment; filename*=UTF-8''100%.pdf", "100%.pdf"),
    ("attachment; filename=old.pdf; filename*=UTF-8''new.pdf", "new.pdf"),
    ("attachment; filename*=UTF-8''new.pdf; filename=old.pdf", "new.pdf"),
    ("attachment; filename*=UTF-8''; filename=old.pdf", "old.pdf"),
    ("attachment; filename*0=\"las\"; filename*1=\"ku.pdf\"", "lasku.pdf"),
    ("attachment; filename*1=\"ku.pdf\"; filename*0=\"las\"", "lasku.pdf"),
    (
      "attachment; filename*0*=UTF-8''p%C3%A4; filename*1*=iv%C3%A4; filename*2=\".pdf\"",
      "päivä.pdf"
    ),
    ("attachment; filename*0*=UTF-8''%C3; filename*1*=%A4.pdf", "ä.pdf"),
    ("attachment; filename*0=a; filename*2=c.pdf", "ac.pdf"),
    ("attachment; filename*1=b; filename*2=c.pdf", "bc.pdf"),
    ("attachment; filename*10=k; filename*9=j; filename*0=a", "ajk"),
    ("attachment; filename=\"=?utf-8?Q?p=C3=A4iv=C3=A4.pdf?=\"", "päivä.pdf"),
    ("attachment; filename==?utf-8?B?cMOkaXbDpC5wZGY=?=", "päivä.pdf"),
    ("attachment; filename=\"=?utf-8?Q?p=C3=A4?= =?utf-8?Q?iv=C3=A4.pdf?=\"", "päivä.pdf"),
    ("attachment; filename*0=\"=?utf-8?Q?p=C3=A4\"; filename*1=\"iv=C3=A4.pdf?=\"", "päivä.pdf"),
    ("attachment; filename=päivä.pdf", "päivä.pdf"),
  ])
  func `file names are read however they are written`(value: String, name: String) {
    #expect(parameter("filename", of: value) == name)
  }

  @Test(arguments: [
    ("text/plain; charset=us-ascii (Plain text)", "charset", "us-ascii"),
    ("text/plain (a; comment); charset=\"utf-8\"", "charset", "utf-8"),
    ("Text/Plain;\tcharset = utf-8 ", "charset", "utf-8"),
    ("text/plain; format=flowed; charset=utf-8", "charset", "utf-8"),
    ("text/plain; (unclosed charset=x; charset=utf-8", "charset", "utf-8"),
    (
      "multipart/signed; protocol=\"application/pgp-signature\"", "protocol",
      "application/pgp-signature"
    ),
    ("multipart/mixed; boundary=a=b_c/d", "boundary", "a=b_c/d"),
    ("multipart/mixed; boundary=\"a (b) c\"", "boundary", "a (b) c"),
    ("multipart/mixed boundary=b", "boundary", "b"),
  ])
  func `other parameters have no comments`(value: String, name: String, text: String) {
    #expect(parameter(name, of: value) == text)
  }

  @Test func `a raw name in windows-1252 is read`() {
    let value = Array("attachment; filename=\"p".utf8) + [0xE4] + Array("iv".utf8) + [0xE4, 0x22]
    let parameters = HeaderParameters(value)
    #expect(parameters.text("filename", charsets: CharsetDecoder()) == "päivä")
  }

  @Test(arguments: [
    "; a=1", "; filename*1=a", "; filename=a", "; \"", "((((", "; x=\"\\", "; a=\"b\" c",
    "\"", "; filename*0*=%41", " a", "=", "; =", "; (", "*",
  ])
  func `much of anything is read in a moment`(unit: String) {
    let value = Array(("a/b" + String(repeating: unit, count: 50_000 / unit.utf8.count)).utf8)
    _ = parameter("filename", of: String(decoding: value, as: UTF8.self))
  }
}
