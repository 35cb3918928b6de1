import Foundation
import Platform
import Records
import Reminders
import Testing

@testable import Application

/// The mail with a link by which somebody sets a password.
@Suite struct PasswordMailTests {
  private static let moment = Date(timeIntervalSince1970: 1_764_230_400)

  private func sent(_ purpose: PasswordLink.Purpose, in language: Language) -> SentLink {
    SentLink(
      link: PasswordLink(
        purpose, email: "matti@acme.example", name: "Matti", company: "Acme Oy",
        language: language, timeZone: "Europe/Helsinki", expiresAt: Self.moment),
      token: SecretToken("abcdefghijklmnopqrstuvwxyz"))
  }

  @Test(arguments: [PasswordLink.Purpose.invitation, .renewal])
  func `the mail says whom it is for, the link, and its end as the company's clock has it`(
    purpose: PasswordLink.Purpose
  ) throws {
    let mail = PasswordMail(
      from: .init(displayName: "Mini-CRM", address: "muistutus@example.fi"),
      origin: "https://crm.example.fi")
    let text = String(
      decoding: try mail.bytes(sent(purpose, in: .english), now: Self.moment), as: UTF8.self)
    #expect(text.contains("To: Matti <matti@acme.example>\r\n"))
    #expect(text.contains("Auto-Submitted: auto-generated\r\n"))
    #expect(
      text.contains("\r\nhttps://crm.example.fi/password/abcdefghijklmnopqrstuvwxyz\r\n"))
    #expect(text.contains("until 27 November 2025 10:00."))
    #expect(text.contains("Acme Oy") == (purpose == .invitation))
  }

  @Test(arguments: Language.allCases)
  func `the words are the person's own`(language: Language) {
    let words = [PasswordLink.Purpose.invitation, .renewal].map { purpose in
      let words = PasswordMailWords(sent(purpose, in: language).link)
      return words.subject + words.text(url: "URL", until: "DAY")
    }
    #expect(Set(words).count == 2 && words.allSatisfy { $0.contains("URL") && $0.contains("DAY") })
  }
}
