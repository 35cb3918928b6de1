/// A mail of `mail list|show|explain --json`, as far as tests ask.
package struct MailRow: Decodable, Sendable {
  package let id: Int
  package let mailbox: String?
  package let uidValidity: Int?
  package let uid: Int?
  package let company: String?
  package let verdict: String
  package let reasonCode: String
  package let reason: String
  package let messageID: String?
  package let subject: String?
  package let size: Int
  package let documents: [Int]
  package let confirmationCode: String?
  package let confirmationURL: String?
  /// `show` and `explain` only.
  package let headerUsed: String?
  /// `explain` only.
  package let parts: [Part]?

  /// One part of a mail and what became of it.
  package struct Part: Decodable, Sendable {
    package let path: String
    package let mediaType: String
    package let fileName: String?
    package let size: Int
    package let verdict: String
    package let reasonCode: String
    package let reason: String
    package let document: Int?
  }
}
