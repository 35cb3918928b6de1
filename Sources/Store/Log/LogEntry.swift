import Foundation

/// One event of a company, as it was recorded.
package struct LogEntry: Sendable, Hashable {
  package let id: LogEntryID
  package let company: CompanyID
  package let at: Date
  package let kind: LogKind
  /// Who acted; nil is the operator or the program.
  package let person: PersonID?
  package let personEmail: String?
  package let document: DocumentID?
  package let mail: MailID?
  package let text: String
}
