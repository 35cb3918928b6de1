import Application
import Records

/// Tiedot...: a document's fields, its pages, its siblings and its history.
struct DocumentPage {
  private let visit: CompanyVisit
  private let sheet: DocumentSheet
  private let history: [LogEntryRow]
  /// The page of the file that is shown, from 1.
  private let shownPage: Int
  private let days: CompanyDays

  private var document: DocumentRow { sheet.document }
  private var language: Language { visit.language }

  init(
    _ visit: CompanyVisit, _ sheet: DocumentSheet, _ history: [LogEntryRow], page: Int
  ) throws {
    (self.visit, self.sheet, self.history, shownPage) = (visit, sheet, history, page)
    days = try visit.workplace.days()
  }

  var page: Page {
    let form = visit.may(.work) ? sheet.form(inInbox: false) : nil
    let forms = (form.map { [$0] } ?? []) + buttons
    var fields = CompanyFrame(visit, at: .documents(document.state), showing: forms).fields
    fields["heading"] = .text(sheet.name)
    fields["sheet"] = .fields(sheet.fields(page: shownPage))
    fields["form"] = .optional(form?.fields(visit))
    fields["buttons"] = .list(buttons.map { $0.fields(visit) })
    fields["facts"] = .list(facts.map { ["name": .text($0.name), "value": .text($0.value)] })
    fields["ways"] = .list(links.map { ["label": .text($0.label), "path": .text($0.path)] })
    fields["before"] = .optional(shownPage > 1 ? "\(sheet.path)?page=\(shownPage - 1)" : nil)
    fields["after"] = .text("\(sheet.path)?page=\(shownPage + 1)")
    fields["beforeLabel"] = .text(DocumentWords.pageBefore[language])
    fields["afterLabel"] = .text(DocumentWords.pageAfter[language])
    fields["historyLabel"] = .text(DocumentWords.history[language])
    fields["history"] = .optional(
      history.isEmpty ? nil : LogPage.table(history, visit, sheet.names, days).fields)
    fields["events"] = .text("\(visit.path)/events?document=\(document.id.rawValue)")
    fields["viewersLabel"] = .text(DocumentWords.viewers[language])
    return Page(sheet.name, language, template: "document", fields)
  }

  /// Ways back out of where the document is.
  private var buttons: [FormView] {
    guard visit.may(.work) else { return [] }
    switch document.state {
    case .inbox: return []
    case .filed: return [.button("\(sheet.path)/return", DocumentWords.toInbox)]
    case .archived:
      return [
        .button("\(sheet.path)/restore", Label.restore.words),
        .button("\(sheet.path)/return", DocumentWords.toInbox),
      ]
    }
  }

  private var facts: [(name: String, value: String)] {
    let all: [(Words, String?)] = [
      (DocumentWords.state, DocumentsPage.label(of: document.state)[language]),
      (Label.customer.words, document.customer.flatMap { sheet.names.customers[$0] }),
      (Label.contact.words, document.contact.flatMap { sheet.names.contacts[$0] }),
      (Label.date.words, document.date?.text(in: language)),
      (Label.group.words, document.group), (Label.notes.words, document.notes),
      (DocumentWords.received, days.shown(document.receivedAt, in: language)),
      (DocumentWords.sender, document.sender), (DocumentWords.subject, document.subject),
      (DocumentWords.fileName, document.fileName),
      (DocumentWords.mediaType, document.mediaType),
      (RecordField.keepUntil.label, document.keepUntil?.text(in: language)),
      (RecordField.externalID.label, document.externalID),
    ]
    return all.compactMap { words, value in value.map { (words[language], $0) } }
  }

  private var links: [(label: String, path: String)] {
    var links: [(String, String)] = []
    if let customer = document.customer {
      links.append((Label.customer[language], visit.path(ofCustomer: customer)))
    }
    if let contact = document.contact {
      links.append((Label.contact[language], visit.path(ofContact: contact)))
    }
    if let mail = document.mail {
      links.append((Label.why[language], "\(visit.path)/mails/\(mail.rawValue)"))
    }
    return links
  }
}
