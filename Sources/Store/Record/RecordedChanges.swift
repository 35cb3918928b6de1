import Foundation
import GRDB
import Records

/// The changes that one transaction makes to the records of many companies, by nobody.
final class RecordedChanges {
  private let database: Database
  private let now: Date
  private var known: [CompanyID: RecordedChange] = [:]

  init(at now: Date, in database: Database) {
    self.database = database
    self.now = now
  }

  func change(of company: CompanyID) throws -> RecordedChange {
    if let known = known[company] { return known }
    let change = try RecordedChange(of: company, by: nil, at: now, in: database)
    known[company] = change
    return change
  }
}
