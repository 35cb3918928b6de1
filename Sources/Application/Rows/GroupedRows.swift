import Records
import Store

/// Makes the rows of a company's documents and tasks: knows the company's slug, and its groups by
/// their paths.
package struct GroupedRows: Sendable {
  private let company: String
  private let paths: [GroupID: String]

  package init(of scope: CompanyScope) async throws {
    company = try await scope.company().slug
    paths = Dictionary(
      try await scope.groups().map { ($0.id, $0.path) }, uniquingKeysWith: { first, _ in first })
  }

  package func row(_ document: Document) -> DocumentRow {
    DocumentRow(document, company: company, group: document.group.flatMap { paths[$0] })
  }

  package func row(_ task: CustomerTask) -> TaskRow {
    TaskRow(task, company: company, group: task.group.flatMap { paths[$0] })
  }
}
