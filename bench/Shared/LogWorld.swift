import Foundation
import GRDB
import Records
import Store

/// The companies of the benchmark with their customers and contacts, each of these with one
/// contact. Companies that are there already are the first ones, which have the most entries.
struct LogWorld {
  static let companyCount = 200
  static let customersPerCompany = 500

  let companies: [CompanyID]

  init(in store: Store) async throws {
    var companies = try await store.companies().map(\.id)
    for number in companies.count..<Self.companyCount {
      let company = try await store.addCompany(
        NewCompany(name: "Yritys \(number)", slug: "yritys-\(number + 1)"))
      companies.append(company.id)
    }
    self.companies = companies
    try addCustomers(to: store.directory + "/minicrm.sqlite")
  }

  /// Without their log entries, which are not what is measured.
  private func addCustomers(to path: String) throws {
    try DatabaseQueue(path: path).write { database in
      for company in companies {
        for number in 0..<Self.customersPerCompany {
          try database.execute(
            sql: "INSERT INTO customer (company, name) VALUES (?, ?)",
            arguments: [company.rawValue, "Asiakas \(number)"])
          try database.execute(
            sql: "INSERT INTO contact (company, customer, name) VALUES (?, ?, ?)",
            arguments: [company.rawValue, database.lastInsertedRowID, "Kontakti \(number)"])
        }
      }
    }
  }

  /// The customer of that number, whose contact has the same id: they were made in this order.
  func customer(_ number: Int, of company: Int) -> Int64 {
    Int64(company * Self.customersPerCompany + number + 1)
  }
}
