import Foundation
import GRDB

/// The company's documents.
extension CompanyScope {
  /// Newest first; nil is every state.
  package func documents(state: DocumentState? = nil) async throws(StoreError) -> [Document] {
    let id = id
    return try await database.read { database in
      var arguments: StatementArguments = [id.rawValue]
      if let state { arguments += [state.rawValue] }
      return try Row.fetchAll(
        database, sql: Document.listQuery(state: state), arguments: arguments
      ).map(Document.init(row:))
    }
  }

  package func document(_ document: DocumentID) async throws(StoreError) -> Document? {
    let id = id
    return try await database.read { try Document.find(document, of: id, in: $0) }
  }

  /// Puts a document away; once archived, this changes and logs nothing.
  package func archive(
    _ document: DocumentID, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Document {
    let id = id
    return try await database.write { database in
      let old = try Document.required(document, of: id, in: database)
      guard old.state != .archived else { return old }
      try database.execute(
        sql: "UPDATE document SET state = 'archived' WHERE id = ? AND company = ?",
        arguments: [document.rawValue, id.rawValue])
      let language = try Company.language(of: id, in: database)
      let event = LogEvent(
        kind: .documentArchived, person: actor, document: document,
        text: LogText(language).documentArchived(old.fileName))
      try LogAppender.append(event, to: id, at: now, in: database)
      return try Document.required(document, of: id, in: database)
    }
  }
}
