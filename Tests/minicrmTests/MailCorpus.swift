import TestKit

/// The 300 mails of a crash run: every kind of verdict among them, the same ones each time.
struct MailCorpus {
  let mails: [[UInt8]]

  init(addresses: [String], count: Int = 300) {
    mails = (0..<count).map { Self.mail($0, addresses: addresses).bytes }
  }

  private static func mail(_ number: Int, addresses: [String]) -> SampleMail {
    let address = addresses[number % addresses.count]
    var mail = SampleMail(to: address, subject: "mail \(number)")
    mail.messageID = "<\(number)@toimittaja.example>"
    switch number % 10 {
    case 3:
      return mail  // nothing to file
    case 4:
      mail.to = "nobody-\(number)@in.example.fi"
      return mail.attaching(.pdf("lost-\(number).pdf"))
    case 5:
      return mail.attaching(.pdf("same.pdf"), .pdf("same.pdf"))
    case 6:
      mail.to = addresses.joined(separator: ", ")
      return mail.attaching(.pdf("both-\(number).pdf"))
    case 7:
      // The same mail as ten before, by another way.
      mail.subject = "mail repeated"
      mail.messageID = "<\(number / 20)@repeated.example>"
      mail.to = addresses[0]
      return mail.withHeader("Received: from relay\(number).example").attaching(.pdf("again.pdf"))
    case 8:
      var inner = SampleMail(to: "x@y.example", subject: "inner \(number)")
      inner.messageID = "<inner-\(number)@y.example>"
      return mail.attaching(.forwarded(inner.attaching(.pdf("inner-\(number).pdf"))))
    default:
      // Large enough for the 300 mails to be fetched and committed in several groups.
      let filling = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 200_000)
      let scan = SampleAttachment.file("scan-\(number).bin", Array("\(number)".utf8) + filling)
      return mail.attaching(.pdf("lasku-\(number).pdf"), scan)
    }
  }
}
