import Foundation
import Records

/// The company's secret address.
extension ActingCompany {
  /// The most days that an address works on after it was rotated.
  package static let mostGrace = 60

  /// Gives the company a new secret address. Without `grace`, in days, all older addresses stop
  /// working with the commit; with it the present one, and those that still have a grace, work on.
  package func rotateAddress(grace: Int? = nil) async throws(StoreError) -> Company {
    if let grace, !(1...Self.mostGrace).contains(grace) {
      throw StoreError(Refusal(.address, "\(grace)", .time(.notAGrace(most: Self.mostGrace))))
    }
    return try await change(allowedWhenOff: true) { change in
      let (id, transaction) = (change.company, change.transaction)
      let until = grace.map { change.now + TimeInterval($0 * 86_400) }
      if let until {
        try transaction.run(
          """
          INSERT INTO formerAddress (token, company, until)
          VALUES (\(change.record.token), \(id), \(until))
          """)
        try transaction.run(
          "DELETE FROM formerAddress WHERE company = \(id) AND until <= \(change.now)")
      } else {
        try transaction.run("DELETE FROM formerAddress WHERE company = \(id)")
      }
      try transaction.run("UPDATE company SET token = \(AddressSecret.random()) WHERE id = \(id)")
      let day = try until.map { try LocalClock(change.record).day(at: $0.storedSeconds) }
      try change.log(.addressRotated, Party(), change.logText.addressRotated(oldUntil: day))
      return try Company.required(id, in: transaction)
    }
  }
}
