import Foundation
import Records
import Store

/// Documents with all that people see beside them.
extension Workplace {
  /// The documents of the same mail, itself among them; empty where it came otherwise.
  package func siblings(of document: DocumentRow) async throws -> [DocumentRow] {
    guard let mail = document.mail else { return [] }
    return try await scope.documents(of: mail).map(DocumentRow.init)
  }

  /// The newest entries of the log on a document, oldest first.
  package func history(of id: DocumentID) async throws -> [LogEntryRow] {
    let days = try days()
    return try await scope.log.entries(on: id, most: 200).map {
      LogEntryRow($0, localTime: days.text($0.at))
    }
  }

  /// The paths of the company's groups, as the tree has them.
  package func groupPaths() async throws -> [String] {
    try await groups().map(\.path)
  }

  /// The image of a document's page; nil where nothing makes images. Refuses where the company has
  /// no such document.
  package func picture(
    of id: DocumentID, page: Int, width: Int, by pictures: PagePictures?
  ) async throws -> PagePictures.Answer? {
    let document = try await document(id)
    return try await pictures?.page(page, width: width, of: document, in: store)
  }

  /// The numbers that the company's people see change; nil while the log ends where it did.
  package func activity(since end: LogNumber?) async throws -> CompanyActivity? {
    try await scope.activity(since: end)
  }
}
