import Application
import Records

/// A form that a person of a company sent from one of its pages, and that may do what it asks.
struct CompanyForm: Sendable {
  let request: WebRequest
  let visit: CompanyVisit
  let fields: FormFields
  let files: [ReceivedFile]
  /// The person at the moment of the form.
  let acting: ActingPerson

  subscript(field: RecordField) -> String? { fields[field.rawValue] }

  /// The text of a field; nil where it is empty or missing.
  func text(_ field: RecordField) -> String? {
    self[field].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }

  /// An edit of a field's text: an empty one clears it, a missing one stays.
  func edit(_ field: RecordField) -> Edit<String?> {
    self[field] == nil ? .keep : .set(text(field))
  }

  /// A record that a field names, as the command line takes it.
  func reference<ID: OwnedIdentifier>(_ field: RecordField) -> Reference<ID>? {
    text(field).flatMap { Reference($0) }
  }

  /// A day that a field gives; nil for an empty one.
  func day(_ field: RecordField) throws(Refusal) -> CivilDate? {
    guard let text = text(field) else { return nil }
    guard let day = CivilDate(written: text) else { throw Refusal(field, text, .time(.notADay)) }
    return day
  }

  /// A field without which nothing can be done.
  func required(_ field: RecordField) throws(Refusal) -> String {
    guard let text = text(field) else { throw Refusal(field, .text(.empty)) }
    return text
  }
}
