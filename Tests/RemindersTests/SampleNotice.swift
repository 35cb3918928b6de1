import Foundation
import Records

@testable import Store

/// Notices to write mails of.
enum SampleNotice {
  /// 2026-11-25 08:00 in Helsinki.
  static let moment = Date(timeIntervalSince1970: 1_795_586_400)

  static func notice(
    _ tasks: [NoticedTask], id: Int64 = 41, language: Language = .finnish,
    personName: String = "Väinö Ääkkönen", companyName: String = "Acme Oy"
  ) -> Notice {
    Notice(
      id: NoticeID(rawValue: id), company: CompanyID(rawValue: 1), companyName: companyName,
      companyLanguage: .finnish, listName: "c0ffee", secondsFromUTC: 7_200,
      person: PersonID(rawValue: 2),
      personName: personName, personEmail: "vaino@acme.example", language: language,
      moment: moment, attempts: 1, messageID: "<41@example.fi>", tasks: tasks)
  }

  static func task(
    _ description: String = "Soita Virtaselle", id: Int64 = 7, daysLeft: Int = 1,
    isLate: Bool = false, earlier: [String] = [], sequence: Int = 0
  ) -> NoticedTask {
    let company = CompanyID(rawValue: 1)
    let customer = Customer(
      id: CustomerID(rawValue: 3), company: company, companySlug: "acme",
      texts: NewCustomer(name: "Virtanen Oy", phone: "09 123").texts)
    let contact = Contact(
      id: ContactID(rawValue: 4), company: company, companySlug: "acme",
      customer: customer.id,
      texts: NewContact(
        name: "Maija <M>", role: "ostaja", email: "maija@virtanen.example", phone: "040 1"
      ).texts)
    guard let date = CivilDate("2026-11-26") else { preconditionFailure("no such day") }
    return NoticedTask(
      reminder: ReminderID(rawValue: 5), task: TaskID(rawValue: id), description: description,
      date: date,
      kind: .before, daysLeft: daysLeft, moment: moment, isLate: isLate,
      group: "Myynti/Tarjoukset", customer: customer, contact: contact,
      documents: [
        NoticedDocument(id: DocumentID(rawValue: 9), fileName: "tarjous.pdf", title: nil)
      ], earlierMessageIDs: earlier, sequence: sequence, calendarName: "beef")
  }
}
