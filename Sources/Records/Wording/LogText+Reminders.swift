/// Sentences on reminders.
extension LogText {
  /// `person` is the name of who was reminded; `reply` is the mail server's.
  package func reminder(
    _ kind: LogKind, of task: CustomerTask, to person: String, reply: String?
  ) -> String {
    let reason = reply.map { " (\(LogText.shortened(LogText.inOneLine($0))))" } ?? ""
    return "\(outcome(kind)): \(named(task, person))\(reason)"
  }

  private func outcome(_ kind: LogKind) -> String {
    switch (kind, language) {
    case (.reminderSent, .finnish): "Muistutus lähetettiin"
    case (.reminderSent, .swedish): "En påminnelse skickades"
    case (.reminderSent, .english): "Sent a reminder"
    case (.reminderFailed, .finnish): "Muistutusta ei saatu lähetettyä"
    case (.reminderFailed, .swedish): "En påminnelse kunde inte skickas"
    case (.reminderFailed, .english): "A reminder could not be sent"
    case (.reminderMissed, .finnish): "Muistutus jäi lähettämättä"
    case (.reminderMissed, .swedish): "En påminnelse blev inte skickad"
    case (.reminderMissed, .english): "A reminder was missed"
    case (.reminderCancelled, .finnish): "Muistutus peruttiin"
    case (.reminderCancelled, .swedish): "En påminnelse avlystes"
    case (.reminderCancelled, .english): "Cancelled a reminder"
    default: kind.rawValue
    }
  }
}
