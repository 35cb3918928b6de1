/// Something that is to be recorded in a company's log.
struct LogEvent {
  var kind: LogKind
  /// Who acted; nil is the operator or the program.
  var person: PersonID?
  var document: DocumentID?
  var mail: MailID?
  var text: String

  init(
    kind: LogKind, person: PersonID? = nil, document: DocumentID? = nil, mail: MailID? = nil,
    text: String
  ) {
    self.kind = kind
    self.person = person
    self.document = document
    self.mail = mail
    self.text = text
  }
}
