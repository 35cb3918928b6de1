import Platform
import Records

/// The fields of the settings' forms.
extension CompanyForm {
  /// The edits of the company that the form has.
  func companyChange() throws -> CompanyChange {
    var change = CompanyChange()
    if self[.name] != nil { change.name = .set(try required(.name)) }
    change.businessID = edit(.businessID)
    if let language = try language(), let language { change.language = .set(language) }
    if let text = text(.timeZone) {
      guard let zone = Zone(text) else { throw Refusal(.timeZone, text, .time(.unknownZone)) }
      change.timeZone = .set(zone)
    }
    if self[.reminderDays] != nil { change.reminderDays = .set(try reminderDays(.reminderDays)) }
    if self[.reminderAt] != nil { change.reminderAt = .set(try timeOfDay()) }
    if fields["hasWorkdays"] == "1" {
      change.reminderWorkdays = .set(fields["reminderWorkdays"] == "1")
    }
    return change
  }

  func newPerson() throws -> NewPerson {
    NewPerson(
      name: try required(.name), email: try required(.email), role: try role() ?? .member,
      language: try language() ?? nil)
  }

  /// The edits of a person that an admin makes.
  func personChange() throws -> PersonChange {
    var change = try ownChange()
    if self[.email] != nil { change.email = .set(try required(.email)) }
    if let role = try role() { change.role = .set(role) }
    return change
  }

  /// The edits that everybody makes of the own row: neither the role nor the address.
  func ownChange() throws -> PersonChange {
    var change = PersonChange()
    if self[.name] != nil { change.name = .set(try required(.name)) }
    if let language = try language() { change.language = .set(language) }
    if self[.reminderDays] != nil { change.reminderDays = .set(try reminderDays(.reminderDays)) }
    if self[.reminderAt] != nil { change.reminderAt = .set(try timeOfDay()) }
    return change
  }

  private func role() throws(Refusal) -> Role? {
    guard let text = text(.role) else { return nil }
    guard let role = Role(rawValue: text) else { throw Refusal(.role, text, .absent(.unknown)) }
    return role
  }

  /// Nil for a missing field; nil inside for an empty one, which is the company's language.
  private func language() throws(WebError) -> Language?? {
    guard let text = fields["language"] else { return nil }
    if text.isEmpty { return .some(nil) }
    // A choice that no page offers.
    guard let language = Language(rawValue: text) else { throw WebError(.unprocessableContent) }
    return .some(language)
  }

  private func timeOfDay() throws(Refusal) -> TimeOfDay? {
    try text(.reminderAt).map { text throws(Refusal) in try FieldRule.reminderAt(text) }
  }
}
