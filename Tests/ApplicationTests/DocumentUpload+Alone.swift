import Store

@testable import Application

extension DocumentUpload {
  /// The one document alone.
  func add(
    _ details: Details, to company: ActingCompany, in store: Store
  ) async throws -> DocumentRow {
    let rows = try await Self.add([{ self }], details, to: company, in: store)
    precondition(rows.count == 1)
    return rows[0]
  }
}
