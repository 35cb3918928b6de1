import Foundation
import Records

/// The changes that one transaction makes to the records of many companies, by nobody.
final class RecordedChanges {
  private let transaction: Transaction
  private let now: Date
  private var known: [CompanyID: RecordedChange] = [:]

  init(at now: Date, in transaction: Transaction) {
    self.transaction = transaction
    self.now = now
  }

  func change(of company: CompanyID) throws -> RecordedChange {
    if let known = known[company] { return known }
    let change = try RecordedChange(of: company, by: .operator, at: now, in: transaction)
    known[company] = change
    return change
  }
}
