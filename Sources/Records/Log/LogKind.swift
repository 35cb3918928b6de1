/// The kinds of events in a customer log.
package enum LogKind: String, Sendable, Hashable, CaseIterable {
  case documentReceived, documentAdded, documentEdited, documentAssigned, documentArchived
  case taskAdded, taskEdited, taskDone, taskCancelled
  case reminderSent, reminderFailed, reminderBounced, reminderMissed, reminderCancelled
  case invoice, payment, note
  case customerAdded, customerEdited, customerArchived
  case contactAdded, contactEdited, contactRemoved
  case personAdded, personEdited, personRemoved
  case groupAdded, groupRenamed, groupMoved
  case mailHeld, mailReleased, setupReceived
  case documentReturned, documentRestored, documentRemoved, taskReopened
  case customerRestored, customerMerged, contactRestored, contactMerged, personRestored
  case groupRemoved, mailDiscarded, companyEdited, addressRotated
  case personInvited, passwordChanged

  /// The entry's person is who was reminded, not who acted.
  package var isOfReminder: Bool {
    switch self {
    case .reminderSent, .reminderFailed, .reminderBounced, .reminderMissed, .reminderCancelled: true
    default: false
    }
  }
}
