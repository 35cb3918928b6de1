import Foundation

/// Writes the mails of a mailbox, the same ones each time, to the given addresses in turn. No two
/// attachments are alike: equal ones would be stored once.
struct IntakeMailWriter {
  private let mailbox: IntakeMailbox
  private let addresses: [String]
  private var random: SplitMix
  private let lines: EncodedLines
  /// The contents that were written so far.
  private(set) var contents = IntakeContents()

  init(_ mailbox: IntakeMailbox, to addresses: [String]) {
    self.mailbox = mailbox
    self.addresses = addresses
    var random = SplitMix(seed: 20_260_102)
    lines = EncodedLines(random: &random)
    self.random = random
  }

  mutating func next() -> [UInt8] {
    let boundary = "----=_Part_\(contents.mails)_\(random.next())"
    var mail = Array(header(boundary).utf8)
    for (index, size) in mailbox.attachmentSizes(using: &random).enumerated() {
      let name = "lasku-\(contents.mails)-\(index).pdf"
      mail += partHeader(name, after: boundary).utf8
      mail += firstLine("%PDF-1.4 \(mailbox.rawValue) \(name)").utf8
      let count = size / EncodedLines.bytesPerLine
      lines.take(count, using: &random) { mail += $0 }
      contents.attachments += 1
      contents.attachmentBytes += (count + 1) * EncodedLines.bytesPerLine
    }
    mail += "--\(boundary)--\r\n".utf8
    contents.mails += 1
    contents.mailBytes += mail.count
    return mail
  }

  private func header(_ boundary: String) -> String {
    let (number, address) = (contents.mails, addresses[contents.mails % addresses.count])
    return """
      Return-Path: <lasku@example.org>\r
      Delivered-To: \(address)\r
      Received: from mail.example.org (mail.example.org [192.0.2.1])\r
      \tby mx.example.fi (Postfix) with ESMTPS id 4F\(number)\r
      \tfor <\(address)>; Thu, 1 Jan 2026 10:00:00 +0200 (EET)\r
      Date: Thu, 1 Jan 2026 09:59:58 +0200\r
      From: =?utf-8?Q?Laskutus_M=C3=A4kinen?= <lasku@example.org>\r
      To: \(address)\r
      Subject: =?utf-8?B?TGFza3UgasOkIGxpaXR0ZWV0?= \(number)\r
      Message-ID: <\(mailbox.rawValue)-\(number)@example.org>\r
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

      """
  }

  private func partHeader(_ name: String, after boundary: String) -> String {
    """
    --\(boundary)\r
    Content-Type: application/pdf; name="\(name)"\r
    Content-Disposition: attachment; filename="\(name)"\r
    Content-Transfer-Encoding: base64\r
    \r

    """
  }

  /// A line of base64 that decodes to the text and spaces behind it.
  private func firstLine(_ text: String) -> String {
    let padding = String(repeating: " ", count: EncodedLines.bytesPerLine - text.utf8.count)
    return Data((text + padding).utf8).base64EncodedString() + "\r\n"
  }
}

/// The contents of a mailbox.
struct IntakeContents {
  var mails = 0
  var mailBytes = 0
  var attachments = 0
  /// Decoded.
  var attachmentBytes = 0
}
