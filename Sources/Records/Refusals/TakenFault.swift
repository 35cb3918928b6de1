/// Somebody else has what may be only once.
package enum TakenFault: Sendable, Hashable {
  case byRecord(RecordKind, Int64)
  case byAnotherCompany
  /// A group of that path is there.
  case byGroup(GroupID, path: String)
  /// The name is of several groups, whose paths these are.
  case byGroups([String])
  /// Another line of the file.
  case byLine(Int)
  /// An entry of the log says something else under the external id.
  case byEntry(LogNumber)
  /// Another line of the file says something else under the external id.
  case byOtherLine(Int)

  package static func by<ID: OwnedIdentifier>(_ id: ID) -> TakenFault {
    .byRecord(ID.kind, id.rawValue)
  }
}
