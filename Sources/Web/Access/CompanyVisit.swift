import Application
import Records

/// Somebody at work in one company.
struct CompanyVisit: Sendable {
  let visit: Visit
  let workplace: Workplace
  /// The change that the person has just made.
  var notice: ChangeNotice?
  /// The form that was just refused.
  var attempt: Attempt?

  var language: Language { workplace.language }
  /// `/acme`
  var path: String { "/\(workplace.company.slug)" }

  func path(ofCustomer id: CustomerID) -> String { "\(path)/customers/\(id.rawValue)" }
  func path(ofContact id: ContactID) -> String { "\(path)/contacts/\(id.rawValue)" }
  func path(ofDocument id: DocumentID) -> String { "\(path)/documents/\(id.rawValue)" }
  func path(ofTask id: TaskID) -> String { "\(path)/tasks/\(id.rawValue)" }

  /// The person may do so; the daily work asks for a company that is switched on, too.
  func may(_ right: Right) -> Bool {
    right.isGranted(to: workplace.membership.person.role)
      && (workplace.company.active || right != .work)
  }
}

/// The part of a company's work that a form does.
enum Right: Sendable, CaseIterable {
  /// The person's own settings, which everybody has.
  case own
  /// The daily work.
  case work
  /// The company itself: its persons, addresses and tokens.
  case administer

  func isGranted(to role: Role) -> Bool {
    switch self {
    case .own: true
    case .work: role.mayWork
    case .administer: role.mayAdminister
    }
  }
}

/// A form that was refused: it is shown again with what was typed, and each refusal at its field.
struct Attempt: Sendable {
  /// The path that the form was sent to.
  let action: String
  let fields: FormFields
  let refusals: [Refusal]
}

/// A change that was just made, and can be undone where it says so.
struct ChangeNotice: Sendable {
  /// `12`, or `12-40` of a change of many records.
  let entries: String
  /// The log's own words, of each entry where these are few.
  let text: String
  let canBeUndone: Bool
  /// The page that shows the notice, to which an undoing comes back.
  let page: String
}
