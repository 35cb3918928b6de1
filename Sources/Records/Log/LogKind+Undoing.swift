extension LogKind {
  /// The kinds that are of the same state as this one: an entry of one of these can be undone while
  /// it is the last of them on its record. Empty for what can't be undone from its entry.
  package var undoable: [LogKind] {
    [Self.ofDocuments, Self.ofTasks, Self.ofCustomers, Self.ofContacts, Self.ofPersons]
      .first { $0.contains(self) } ?? []
  }

  /// The kinds that can be undone.
  package static let undoable = Set(
    ofDocuments + ofTasks + ofCustomers + ofContacts + ofPersons
  ).subtracting([.documentRemoved]).union(edits)

  /// An edit is undone by the values that were there before, as long as they are kept.
  package static let edits: Set<LogKind> = [
    .documentEdited, .taskEdited, .customerEdited, .contactEdited, .personEdited, .companyEdited,
    .groupAdded, .groupRenamed, .groupMoved,
  ]

  /// The kinds that only an admin's change is of.
  package static let ofAdmins: Set<LogKind> = [
    .personAdded, .personRemoved, .personRestored, .personEdited, .companyEdited,
  ]

  private static let ofDocuments: [LogKind] = [
    .documentAdded, .documentAssigned, .documentReturned, .documentArchived, .documentRestored,
    .documentRemoved,
  ]
  private static let ofTasks: [LogKind] = [.taskAdded, .taskDone, .taskCancelled, .taskReopened]
  private static let ofCustomers: [LogKind] = [
    .customerAdded, .customerArchived, .customerRestored, .customerMerged,
  ]
  private static let ofContacts: [LogKind] = [
    .contactAdded, .contactRemoved, .contactRestored, .contactMerged,
  ]
  private static let ofPersons: [LogKind] = [.personAdded, .personRemoved, .personRestored]
}
