import MailIngest
import Records
import Store

// The rows of the contract: keys, order and meaning as every command gives them.

extension OutputRow {
  init(_ company: Company, template: AddressTemplate?) {
    add("id", .integer(company.id.rawValue))
    add("slug", .text(company.slug))
    add("name", .text(company.name))
    add("businessID", JSONValue(company.businessID))
    add("language", .text(company.language.rawValue))
    add("timeZone", .text(company.timeZone))
    add(
      "address", JSONValue(template?.address(slug: company.slug, token: company.token)))
    add("reminderDays", JSONValue(days: company.reminderDays))
    add("reminderAt", JSONValue(company.reminderAt))
    add("active", .flag(company.active))
  }

  init(_ person: Person, company: String) {
    add("id", .integer(person.id.rawValue))
    add("company", .text(company))
    add("name", .text(person.name))
    add("email", .text(person.email))
    add("language", JSONValue(person.language?.rawValue))
    add("reminderDays", JSONValue(days: person.reminderDays))
    add("reminderAt", JSONValue(person.reminderAt))
    add("removed", .flag(person.removed))
  }

  /// `group` is the path of the document's.
  init(_ document: Document, company: String, group: String?) {
    add("id", .integer(document.id.rawValue))
    add("company", .text(company))
    add("state", .text(document.state.rawValue))
    add("fileName", .text(document.fileName))
    add("title", JSONValue(document.title))
    add("mediaType", .text(document.mediaType))
    add("declaredMediaType", JSONValue(document.declaredMediaType))
    add("size", .integer(document.size))
    add("sha256", .text(document.sha256))
    add("customer", JSONValue(document.party.customer?.rawValue))
    add("contact", JSONValue(document.party.contact?.rawValue))
    add("group", JSONValue(group))
    add("date", JSONValue(document.date?.description))
    add("receivedAt", JSONValue(document.receivedAt))
    add("mail", JSONValue(document.mail?.rawValue))
    add("duplicateOf", JSONValue(document.duplicateOf?.rawValue))
  }

  init(_ mail: Mail, company: String?) {
    add("id", .integer(mail.id.rawValue))
    add("mailbox", JSONValue(mail.mailbox))
    add("uidValidity", JSONValue(mail.uidValidity))
    add("uid", JSONValue(mail.uid))
    add("company", JSONValue(company))
    add("verdict", .text(mail.verdict.rawValue))
    add("reason", .text(mail.reason))
    add("messageID", JSONValue(mail.messageID))
    add("sender", JSONValue(mail.sender))
    add("subject", JSONValue(mail.subject))
    add("size", .integer(mail.size))
    add("receivedAt", JSONValue(mail.receivedAt))
    add("documents", .list(mail.documents.map { .integer($0.rawValue) }))
    add("confirmationCode", JSONValue(mail.confirmationCode))
    add("confirmationURL", JSONValue(mail.confirmationURL))
  }

  /// What `mail show` adds.
  mutating func addDetails(of mail: Mail) {
    add("headerUsed", JSONValue(mail.headerUsed))
    let shown = [mail.action, mail.actionState].compactMap(\.self).joined(separator: ", ")
    add("action", JSONValue(mail.action), shown: shown)
  }

  init(_ part: MailPart) {
    add("path", .text(part.path))
    add("mediaType", .text(part.mediaType))
    add("fileName", JSONValue(part.fileName))
    add("size", .integer(part.size))
    add("verdict", .text(part.verdict.rawValue))
    add("reason", .text(part.reason))
    add("document", JSONValue(part.document?.rawValue))
  }

  /// `localTime` is the entry's moment in the company's zone, for people.
  init(_ entry: LogEntry, localTime: String) {
    add("id", .integer(entry.number.rawValue))
    add("at", JSONValue(entry.at), shown: localTime)
    add("kind", .text(entry.kind.rawValue))
    add("customer", JSONValue(entry.party.customer?.rawValue))
    add("contact", JSONValue(entry.party.contact?.rawValue))
    add("person", JSONValue(entry.personEmail))
    add("document", JSONValue(entry.document?.rawValue))
    add("task", JSONValue(entry.task?.rawValue))
    add("amount", JSONValue(entry.money?.amount))
    add("currency", JSONValue(entry.money?.currency))
    add("reference", JSONValue(entry.reference))
    add("text", .text(entry.text))
  }
}

extension JSONValue {
  fileprivate init(days: [Int]?) {
    self = days.map { .list($0.map { .integer(Int64($0)) }) } ?? .null
  }
}
