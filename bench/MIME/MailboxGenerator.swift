import Foundation
import MIME

/// Writes an ordinary mailbox, the same one for the same seed: each mail with a text and one to
/// three attachments in base64, of log-normal sizes around a median of 60 KB; one in a hundred has
/// 5 MB.
struct MailboxGenerator {
  private var random: SplitMix
  private let lines: EncodedLines

  init(seed: UInt64) {
    var random = SplitMix(seed: seed)
    lines = EncodedLines(random: &random)
    self.random = random
  }

  mutating func write(bytes: Int64, to file: SpoolFile) throws -> [ByteRange] {
    var mails: [ByteRange] = []
    while file.end < bytes {
      let start = file.end
      try writeMail(number: mails.count, to: file)
      mails.append(file.written(from: start))
    }
    return mails
  }

  private mutating func writeMail(number: Int, to file: SpoolFile) throws {
    let boundary = "----=_Part_\(number)_\(random.next())"
    try file.append(
      """
      Return-Path: <lasku@example.org>\r
      Delivered-To: docs+yritys-abcdefghijklmnop@example.fi\r
      Received: from mail.example.org (mail.example.org [192.0.2.1])\r
      \tby mx.example.fi (Postfix) with ESMTPS id 4F\(number)\r
      \tfor <docs+yritys-abcdefghijklmnop@example.fi>; Thu, 1 Jan 2026 10:00:00 +0200 (EET)\r
      From: =?utf-8?Q?Laskutus_M=C3=A4kinen?= <lasku@example.org>\r
      To: docs+yritys-abcdefghijklmnop@example.fi\r
      Subject: =?utf-8?B?TGFza3UgasOkIGxpaXR0ZWV0?= \(number)\r
      Message-ID: <\(number)@example.org>\r
      MIME-Version: 1.0\r
      Content-Type: multipart/mixed; boundary="\(boundary)"\r
      \r
      --\(boundary)\r
      Content-Type: text/plain; charset=utf-8\r
      Content-Transfer-Encoding: quoted-printable\r
      \r
      Hei,\r
      \r
      ohessa lasku ja sen liitteet -- maksuehto 14 p=C3=A4iv=C3=A4=C3=A4.\r
      \r

      """)
    for index in 0..<Int.random(in: 1...3, using: &random) {
      try writeAttachment("lasku-\(number)-\(index).pdf", after: boundary, to: file)
    }
    try file.append("--\(boundary)--\r\n")
  }

  private mutating func writeAttachment(
    _ name: String, after boundary: String, to file: SpoolFile
  ) throws {
    try file.append(
      """
      --\(boundary)\r
      Content-Type: application/pdf; name="\(name)"\r
      Content-Disposition: attachment; filename="\(name)"\r
      Content-Transfer-Encoding: base64\r
      \r

      """)
    let count = size() / EncodedLines.bytesPerLine + 1
    try lines.take(count, using: &random) { try file.append($0) }
  }

  /// The size of an attachment, decoded.
  private mutating func size() -> Int {
    if Int.random(in: 0..<100, using: &random) == 0 { return 5_000_000 }
    return random.size(median: 60_000, spread: 1.2, limit: 5_000_000)
  }
}
