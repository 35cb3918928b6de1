import Application
import Records

/// Saapuneet: the list, the document that is looked at, and the form by which it is filed.
struct InboxPage {
  private let visit: CompanyVisit
  private let list: DocumentsPage
  private let sheet: DocumentSheet?
  /// The person has chosen the document, which otherwise is the first.
  private let isChosen: Bool
  /// The company's secret address, where the installation has any.
  var address: String?
  /// The moment at which mail came last, as people read it.
  var lastMail: String?

  init(
    _ visit: CompanyVisit, _ list: DocumentsPage, _ sheet: DocumentSheet?, isChosen: Bool
  ) {
    (self.visit, self.list, self.sheet, self.isChosen) = (visit, list, sheet, isChosen)
  }

  var page: Page {
    let language = visit.language
    let form = visit.may(.work) ? sheet?.form(inInbox: true) : nil
    let bulk = list.bulkForm
    let title = Label.inbox[language]
    var fields = CompanyFrame(
      visit, at: .documents(.inbox), showing: [form, bulk, list.uploadForm].compactMap(\.self)
    ).fields
    fields["heading"] = .text(title)
    fields["isChosen"] = .flag(isChosen)
    fields["search"] = .fields(list.searchFields)
    fields["rows"] = .list(list.rowFields(open: sheet?.document.id))
    fields["empty"] = .optional(list.isEmpty ? list.emptyWords[language] : nil)
    fields["more"] = .optional(list.morePath)
    fields["moreLabel"] = .text(ListWords.more[language])
    fields["sheet"] = .optional(sheet?.fields(page: 1))
    fields["form"] = .optional(form?.fields(visit))
    fields["bulk"] = .optional(list.isEmpty ? nil : bulk?.fields(visit))
    fields["upload"] = .optional(list.uploadForm.map { upload($0) })
    fields["address"] = .optional(address)
    fields["copyLabel"] = .text(SettingsWords.copy[language])
    fields["lastMail"] = .text(
      "\(SettingsWords.lastMail[language]): \(lastMail ?? SettingsWords.noMail[language])")
    let mayRotate = address != nil && visit.may(.administer)
    fields["rotation"] = .optional(mayRotate ? "\(visit.path)/settings/addresses" : nil)
    fields["rotate"] = .text(SettingsWords.rotate[language])
    fields["byMail"] = .text(Label.byMail[language])
    fields["showInstructions"] = .text(Label.showInstructions[language])
    fields["instructions"] = .texts(DocumentWords.instructions.map { $0[language] })
    fields["keys"] = .list(
      DocumentWords.keys.map { ["key": .text($0.key), "meaning": .text($0.meaning[language])] })
    fields["keysLabel"] = .text(DocumentWords.keysLabel[language])
    fields["events"] = .text("\(visit.path)/events")
    fields["newLabel"] = .text(DocumentWords.new[language])
    return Page(title, language, template: "inbox", fields)
  }

  private func upload(_ form: FormView) -> TemplateFields {
    let attempt = visit.attempt.flatMap { $0.action == form.action ? $0 : nil }
    return [
      "action": .text(form.action), "csrf": .text(visit.visit.formToken),
      "label": .text(DocumentWords.upload[visit.language]),
      "drop": .text(DocumentWords.drop[visit.language]),
      "submit": .text(Label.add[visit.language]),
      "refusals": .texts(
        (attempt?.refusals ?? []).map { RefusalText(visit.language).line($0) }),
      "isOpen": .flag(attempt != nil),
      "tooLarge": .text(DocumentWords.tooLarge[visit.language]),
      "failed": .text(DocumentWords.uploadFailed[visit.language]),
    ]
  }
}
