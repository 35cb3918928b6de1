/// The fields that an edit changes in a document's details.
package struct DocumentChange: Sendable, Codable {
  package var title: Edit<String?> = .keep
  package var date: Edit<CivilDate?> = .keep
  /// The path of a group that is there.
  package var group: Edit<String?> = .keep
  package var notes: Edit<String?> = .keep
  package var keepUntil: Edit<CivilDate?> = .keep

  package init() {}
}
