import Records
import Store

// The rows of groups, and of what is ordered by them.

extension OutputRow {
  init(_ group: Group, company: String) {
    add("id", .integer(group.id.rawValue))
    add("company", .text(company))
    add("path", .text(group.path))
  }

  /// `group` is the path of the task's.
  init(_ task: CustomerTask, company: String, group: String?) {
    add("id", .integer(task.id.rawValue))
    add("company", .text(company))
    add("person", .text(task.personEmail))
    add(
      "description", .text(task.description),
      shown: task.description.replacing("\n", with: " "))
    add("date", .text(task.date.description))
    add("state", .text(task.state.rawValue))
    add("group", JSONValue(group))
    add("customer", JSONValue(task.party.customer?.rawValue))
    add("contact", JSONValue(task.party.contact?.rawValue))
  }
}

/// What the rows of a company's documents and tasks show besides themselves: its slug, and its
/// groups by their paths.
struct GroupedRows {
  private let company: String
  private let paths: [GroupID: String]

  init(of scope: CompanyScope) async throws {
    company = try await scope.company().slug
    paths = Dictionary(
      try await scope.groups().map { ($0.id, $0.path) }, uniquingKeysWith: { first, _ in first })
  }

  func row(_ document: Document) -> OutputRow {
    OutputRow(document, company: company, group: document.group.flatMap { paths[$0] })
  }

  func row(_ task: CustomerTask) -> OutputRow {
    OutputRow(task, company: company, group: task.group.flatMap { paths[$0] })
  }
}
