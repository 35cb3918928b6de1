import Foundation

/// A company as it is shown alone: when mail last came for it, too.
package struct CompanyDetailsRow: Encodable, Sendable {
  package let company: CompanyRow
  package let lastMail: Date?

  package init(_ company: CompanyRow, lastMail: Date?) {
    self.company = company
    self.lastMail = lastMail
  }

  private enum Key: CodingKey { case lastMail }

  package func encode(to encoder: any Encoder) throws {
    try company.encode(to: encoder)
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encodeIfPresent(lastMail, forKey: .lastMail)
  }
}
