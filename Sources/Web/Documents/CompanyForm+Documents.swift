import Application
import Records

/// The fields of documents' forms.
extension CompanyForm {
  /// The details that the form has; a missing field stays as it is.
  func documentChange() throws(Refusal) -> DocumentChange {
    var change = DocumentChange()
    (change.title, change.group, change.notes) = (edit(.title), edit(.group), edit(.notes))
    if self[.date] != nil { change.date = .set(try day(.date)) }
    return change
  }

  /// The customer and the contact that the document goes to; what is to be added is left out.
  var party: PartyChange {
    var change = PartyChange()
    if self[.customer] != nil, !addsCustomer { change.customer = .set(reference(.customer)) }
    if self[.contact] != nil, !addsContact { change.contact = .set(reference(.contact)) }
    return change
  }

  var additions: FilingAdditions {
    var additions = FilingAdditions()
    if addsCustomer { additions.customer = NewCustomer(name: text(.customer) ?? "") }
    if addsContact { additions.contact = NewContact(name: text(.contact) ?? "") }
    additions.isSure = fields["sure"] == "1"
    return additions
  }

  private var addsCustomer: Bool { fields["newCustomer"] == "1" && text(.customer) != nil }
  private var addsContact: Bool { fields["newContact"] == "1" && text(.contact) != nil }

  /// The details of files that are added.
  func uploadDetails() throws(Refusal) -> DocumentUpload.Details {
    var details = DocumentUpload.Details()
    (details.title, details.group, details.date) = (text(.title), text(.group), try day(.date))
    (details.customer, details.contact) = (reference(.customer), reference(.contact))
    return details
  }

  /// The page after a document was filed or moved: the next one of the Inbox, or the document.
  func next(after id: DocumentID) -> String {
    guard let next = fields["next"] else { return visit.path(ofDocument: id) }
    return Int64(next).map { visit.inboxPath(at: DocumentID(rawValue: $0)) } ?? visit.inboxPath
  }
}

extension CompanyVisit {
  var inboxPath: String { "\(path)/documents?state=inbox" }

  func inboxPath(at id: DocumentID) -> String { "\(inboxPath)&id=\(id.rawValue)" }
}
