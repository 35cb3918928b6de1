import Testing

@testable import MIME

@Suite struct MailAddressTests {
  /// As "name|address", the name "-" when there is none.
  private func list(_ value: String) -> [String] {
    MailAddress.list(in: Array(value.utf8)).map { "\($0.name ?? "-")|\($0.address)" }
  }

  @Test(arguments: [
    ("a@x.fi", ["-|a@x.fi"]),
    ("<a@x.fi>", ["-|a@x.fi"]),
    ("Matti <a@x.fi>", ["Matti|a@x.fi"]),
    ("Matti Meikäläinen <a@x.fi>, b@x.fi", ["Matti Meikäläinen|a@x.fi", "-|b@x.fi"]),
    ("\"Meikäläinen, Matti\" <a@x.fi>", ["Meikäläinen, Matti|a@x.fi"]),
    ("\"a \\\"b\\\" c\" <a@x.fi>", ["a \"b\" c|a@x.fi"]),
    ("=?utf-8?Q?M=C3=A4kinen?= <a@x.fi>", ["Mäkinen|a@x.fi"]),
    ("\"=?utf-8?Q?M=C3=A4kinen?=\" <a@x.fi>", ["Mäkinen|a@x.fi"]),
    ("=?utf-8?Q?Matti?= =?utf-8?Q?_M=C3=A4kinen?= <a@x.fi>", ["Matti Mäkinen|a@x.fi"]),
    ("a@x.fi (Matti)", ["Matti|a@x.fi"]),
    ("<a@x.fi> (Matti)", ["Matti|a@x.fi"]),
    ("Matti (the (old) one) <a@x.fi>", ["Matti|a@x.fi"]),
    ("a(comment)@x.fi", ["comment|a@x.fi"]),
    ("a @ x.fi", ["-|a@x.fi"]),
    ("\"john.doe\"@x.fi", ["-|john.doe@x.fi"]),
    ("\"john doe\"@x.fi", ["-|\"john doe\"@x.fi"]),
    ("<\"john doe\"@x.fi>", ["-|\"john doe\"@x.fi"]),
    ("Board: a@x.fi, Matti <b@x.fi>; c@x.fi", ["-|a@x.fi", "Matti|b@x.fi", "-|c@x.fi"]),
    ("undisclosed-recipients:;", []),
    ("<@relay.fi,@other.fi:a@x.fi>", ["-|a@x.fi"]),
    ("a@x.fi b@x.fi", ["-|a@x.fi", "-|b@x.fi"]),
    ("Matti <a@x.fi> Maija <b@x.fi>", ["Matti|a@x.fi", "Maija|b@x.fi"]),
    ("<a@x.fi><b@x.fi>", ["-|a@x.fi", "-|b@x.fi"]),
    ("Matti <a@x.fi", ["Matti|a@x.fi"]),
    ("Matti <a@x.fi, b@x.fi", ["Matti|a@x.fi", "-|b@x.fi"]),
    ("a@x.fi>", ["-|a@x.fi"]),
    (",, a@x.fi ,;", ["-|a@x.fi"]),
    ("<>", []),
    ("", []),
    ("root", ["-|root"]),
    ("Meikäläinen, Matti <a@x.fi>", ["Matti|a@x.fi"]),
    ("mailto:a@x.fi", ["-|a@x.fi"]),
    ("\"unclosed <a@x.fi>", ["unclosed|a@x.fi"]),
    ("(unclosed a@x.fi", ["-|a@x.fi"]),
    ("ääkkönen@x.fi", ["-|ääkkönen@x.fi"]),
    ("docs+yritys-abc@in.example.fi", ["-|docs+yritys-abc@in.example.fi"]),
    ("<  a@x.fi  >", ["-|a@x.fi"]),
    ("\"a@x.fi\" <b@x.fi>", ["a@x.fi|b@x.fi"]),
  ])
  func `lists are read however they are written`(value: String, addresses: [String]) {
    #expect(list(value) == addresses)
  }

  @Test(arguments: [
    (
      "from a.fi (a.fi [1.2.3.4]) by b.fi (Postfix) with ESMTPS id 4F "
        + "for <docs@x.fi>; Thu, 1 Jan 2026 10:00:00 +0200 (EET)",
      ["docs@x.fi"]
    ),
    (
      "from a.fi by b.fi with esmtp (Exim 4.96) (envelope-from <s@a.fi>) "
        + "id 1abc for docs@x.fi; Thu, 1 Jan 2026",
      ["docs@x.fi"]
    ),
    ("from a.fi by b.fi id 1 (for <no@x.fi>); Thu, 1 Jan 2026", []),
    ("from a.fi by b.fi id 1; Thu, 1 Jan 2026 for <late@x.fi>", []),
    ("by b.fi for <a@x.fi>, <b@x.fi>; Thu", ["a@x.fi", "b@x.fi"]),
    ("by b.fi FOR <a@x.fi> with SMTP id c@d; Thu", ["a@x.fi"]),
    ("from for.example.fi by b.fi; Thu", []),
    ("for a-list; Thu", []),
    ("by b.fi (unclosed for <a@x.fi>", []),
  ])
  func `a Received field says for whom`(value: String, addresses: [String]) {
    #expect(MailAddress.receivedFor(Array(value.utf8)).map(\.address) == addresses)
  }

  @Test(arguments: [
    "a ", "(", "<", "\"", ":", ",", "@", "a@", "a@b:", "=?", "(a)", "<a@b>", "\\", "\"a\" ",
  ])
  func `much of anything is read in a moment`(unit: String) {
    let value = Array(String(repeating: unit, count: 20_000 / unit.utf8.count).utf8)
    let found = MailAddress.list(in: value)
    #expect(found.count <= value.count)
    _ = MailAddress.receivedFor(Array("for ".utf8) + value)
  }
}
