import Foundation
import Platform
import Records

/// Answering a group's questions, inside one read transaction.
struct MailLookup {
  let transaction: Transaction
  /// The companies found so far, by their slugs; nil for a slug that is nobody's.
  private var companies: [String: Company?] = [:]

  init(in transaction: Transaction) {
    self.transaction = transaction
  }

  mutating func answer(_ question: MailQuestion) throws -> MailAnswer {
    var found: [AddressToken: Company] = [:]
    for address in question.addresses {
      guard let company = try company(slug: address.slug.lowercased()),
        try opens(address.token.lowercased(), company, at: question.receivedAt)
      else { continue }
      found[address] = company
    }
    let older = try Set(question.companies + found.values.map(\.id)).contains {
      try hasOlderDigest(question.messageID, of: $0)
    }
    return MailAnswer(companies: found, mayHaveOlderDigest: older)
  }

  /// The token is the company's, or was, and its grace lasts.
  private func opens(_ token: String, _ company: Company, at moment: Date) throws -> Bool {
    if SecretComparison.areEqual(company.token, token) { return true }
    return try transaction.values(
      "SELECT token FROM formerAddress WHERE company = \(company.id) AND until > \(moment)",
      as: String.self
    ).contains { SecretComparison.areEqual($0, token) }
  }

  private mutating func company(slug: String) throws -> Company? {
    if let known = companies[slug] { return known }
    let found = try Company.find(slug: slug, in: transaction)
    companies[slug] = .some(found)
    return found
  }

  private func hasOlderDigest(_ messageID: String?, of company: CompanyID) throws -> Bool {
    // The index of rows of older releases is named: by that of contents all of a company's rows
    // would be looked at.
    try transaction.exists(
      """
      SELECT 1 FROM mail INDEXED BY mailByOlderDigest
      WHERE digestVersion = 1 AND contentDigest IS NOT NULL AND company = \(company)
        AND messageID = \(messageID)
      UNION ALL SELECT 1 FROM mail INDEXED BY mailByOlderDigest
      WHERE digestVersion = 1 AND contentDigest IS NOT NULL AND company = \(company)
        AND messageID IS NULL
      LIMIT 1
      """)
  }
}
