/// A rule forbids a person's request: the record or the part of the request, the field, and the
/// fault. Nothing was changed. `RefusalText` has the sentences.
package struct Refusal: Error, Sendable, Hashable {
  /// Programs know a refusal by its code.
  package enum Code: String, Sendable, Hashable {
    case refused, notFound, conflict, ambiguous
  }

  /// The record, or the part of a request, that was refused; nil where the field says it.
  package let subject: Subject?
  /// The field that has to be filled in otherwise; nil where it is none.
  package let field: RecordField?
  /// The beginning of the text that was given for the field.
  package let given: String?
  package let fault: Fault

  package init(
    of subject: Subject?, _ field: RecordField? = nil, given: String? = nil, _ fault: Fault
  ) {
    self.subject = subject
    self.field = field
    self.given = given.map { String(TextLimit.shown.beginning(of: $0)) }
    self.fault = fault
  }

  package init(of subject: Subject, _ fault: Fault) { self.init(of: subject, nil, fault) }

  /// The fault says all, as of a file's form.
  package init(_ fault: Fault) { self.init(of: nil, nil, fault) }

  /// `given` is the text that the field was to hold, where the text says more than the fault.
  package init(_ field: RecordField, _ given: String, _ fault: Fault) {
    self.init(of: nil, field, given: given, fault)
  }

  package init(_ field: RecordField, _ fault: Fault) { self.init(of: nil, field, fault) }

  package var code: Code { fault.code }

  package static func notFound(_ id: CompanyID) -> Refusal {
    Refusal(of: .record(.company, id.rawValue), .absent(.unknown))
  }

  package static func notFound(_ id: MailID) -> Refusal {
    Refusal(of: .record(.mail, id.rawValue), .absent(.unknown))
  }

  /// The company has no such record. `field` is where the record was named.
  package static func notFound(
    _ id: some OwnedIdentifier, _ field: RecordField? = nil
  ) -> Refusal {
    Refusal(of: .record(id), field, .absent(.unknown))
  }
}
