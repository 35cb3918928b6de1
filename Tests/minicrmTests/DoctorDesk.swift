import Foundation
import TestKit
import Testing

/// The findings of a doctor, asked for line by line.
struct DoctorDesk {
  let rows: [FindingRow]

  init(_ minicrm: Minicrm, _ more: String...) async throws {
    rows = try await minicrm.doctor(more)
  }

  /// The one line about a check; it holds these words, and says what to do unless all is well.
  func expect(
    _ check: String, _ result: String, _ words: String...,
    at location: SourceLocation = #_sourceLocation
  ) {
    let found = rows.filter { row in
      row.check == check && row.result == result
        && words.allSatisfy { "\(row.text); \(row.advice ?? "")".contains($0) }
    }
    #expect(
      !found.isEmpty, "\(check) is not \(result) with \(words): \(all)", sourceLocation: location)
    #expect(!all.contains(Dovecot.password), sourceLocation: location)
  }

  /// Nothing but these checks found anything.
  func expectTrouble(
    only checks: String..., at location: SourceLocation = #_sourceLocation
  ) {
    let failed = Set(rows.filter { $0.result == "failed" }.map(\.check))
    #expect(failed == Set(checks), "\(all)", sourceLocation: location)
  }

  private var all: String {
    rows.map { "\($0.result) \($0.check): \($0.text); \($0.advice ?? "")" }.joined(separator: "\n")
  }
}
