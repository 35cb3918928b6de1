import Foundation

/// A mail for a test, put together as senders' programs do; lines end in CRLF.
///
///     SampleMail(to: company.address, subject: "Lasku 12").attaching(.pdf("lasku.pdf")).bytes
package struct SampleMail: Sendable {
  package var from = "Toimittaja Oy <laskutus@toimittaja.example>"
  package var to: String
  package var subject: String
  package var messageID: String
  package var text: String
  /// Header lines of your own, before the others, without line ends.
  package var extraHeader: [String] = []
  package var attachments: [SampleAttachment] = []

  package init(to: String, subject: String, text: String = "Hei,\r\n\r\nliitteenä.\r\n") {
    self.to = to
    self.subject = subject
    self.text = text
    messageID = "<\(UUID().uuidString.lowercased())@toimittaja.example>"
  }

  package func attaching(_ attachments: SampleAttachment...) -> SampleMail {
    var copy = self
    copy.attachments += attachments
    return copy
  }

  package func withHeader(_ line: String) -> SampleMail {
    var copy = self
    copy.extraHeader.append(line)
    return copy
  }

  package var bytes: [UInt8] {
    attachments.isEmpty ? Array(header(textHeader).utf8) + Array(text.utf8) : multipart()
  }

  private var textHeader: String {
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
  }

  private func header(_ content: String) -> String {
    let lines =
      extraHeader + [
        "From: \(from)", "To: \(to)", "Subject: \(Self.encodedWord(subject))",
        "Date: Mon, 2 Nov 2026 09:30:00 +0200", "Message-ID: \(messageID)", "MIME-Version: 1.0",
      ]
    return lines.joined(separator: "\r\n") + "\r\n" + content + "\r\n"
  }

  /// The header of a mail that is nothing but one file in base64, with the empty line; the body is
  /// the caller's.
  package func headerOfFile(_ name: String) -> String {
    header(
      "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
        + "Content-Disposition: attachment; filename=\"\(name)\"\r\n")
  }

  /// The header of a multipart/mixed mail, with the empty line; the body is the caller's.
  package func headerOfMultipart(boundary: String) -> String {
    header("Content-Type: multipart/mixed; boundary=\"\(boundary)\"\r\n")
  }

  private func multipart() -> [UInt8] {
    let boundary = "=_raja-\(attachments.count)-\(messageID.utf8.count)-\(nesting)"
    var mail = Data(headerOfMultipart(boundary: boundary).utf8)
    mail.append(Data("--\(boundary)\r\n\(textHeader)\r\n\(text)".utf8))
    for attachment in attachments {
      mail.append(Data("\r\n--\(boundary)\r\n".utf8))
      mail.append(attachment.part)
    }
    mail.append(Data("\r\n--\(boundary)--\r\n".utf8))
    return [UInt8](mail)
  }

  /// The number of mails inside each other, so that boundaries differ.
  var nesting: Int { 1 + (attachments.map(\.nesting).max() ?? 0) }

  /// RFC 2047 where a text isn't ASCII.
  static func encodedWord(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    return "=?UTF-8?B?\(Data(text.utf8).base64EncodedString())?="
  }
}
