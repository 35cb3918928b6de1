import Application
import Records

/// The company's persons.
struct PersonsPage {
  private let visit: CompanyVisit
  private let persons: [PersonRow]
  private let access: [PersonID: PersonAccess]
  private let canMail: Bool
  private let days: CompanyDays

  init(
    _ visit: CompanyVisit, _ persons: [PersonRow], _ access: [PersonID: PersonAccess],
    canMail: Bool
  ) throws {
    (self.visit, self.persons, self.access) = (visit, persons, access)
    self.canMail = canMail
    days = try visit.workplace.days()
  }

  var page: Page {
    let language = visit.language
    var list = SettingsFrame.list(visit, at: .persons)
    let path = "\(visit.path)/settings/persons"
    if !canMail { list.notice = SettingsWords.noMails[language] }
    list.table = Table(
      heads: [Label.name, .email, .role].map { $0[language] } + [SettingsWords.access[language]],
      rows: persons.map { person in
        [
          Table.Cell(
            person.name, to: "\(path)/\(person.id.rawValue)",
            detail: person.removed ? SettingsWords.removed[language] : nil),
          Table.Cell(person.email), Table.Cell(person.role.words[language]),
          Table.Cell(person.removed ? nil : shown(access[person.id])),
        ]
      })
    var form = FormView(
      action: "\(path)/add", submit: Label.add.words,
      inputs: [
        FormInput(.name, isRequired: true), FormInput(.email, .line("email"), isRequired: true),
        FormInput(
          .role, .choice(SettingsFrame.roles(language)), value: Role.member.rawValue),
        FormInput(
          named: "language", SettingsWords.language,
          .choice(SettingsFrame.languages(SettingsWords.companysLanguage, language)), value: ""),
      ], summary: SettingsWords.newPerson)
    if canMail {
      form.inputs.append(FormInput(named: "invite", SettingsWords.invite, .check, value: "1"))
    }
    list.forms = [form]
    return list.page(visit, at: .settings)
  }

  private func shown(_ access: PersonAccess?) -> String {
    let language = visit.language
    return switch access {
    case nil: SettingsWords.notInvited[language]
    case .joined: SettingsWords.joined[language]
    case .invited(let end):
      "\(SettingsWords.invitedUntil[language]) \(days.shown(end, in: language))"
    }
  }
}

/// A person of the company, as its admins see the row.
struct PersonPage {
  private let visit: CompanyVisit
  private let person: PersonRow
  private let all: [PersonRow]
  private let canMail: Bool

  init(_ visit: CompanyVisit, _ person: PersonRow, _ all: [PersonRow], canMail: Bool) {
    (self.visit, self.person, self.all, self.canMail) = (visit, person, all, canMail)
  }

  var page: Page {
    var list = SettingsFrame.list(visit, at: .persons, heading: person.name)
    list.facts = [(Label.email[visit.language], person.email)]
    if !canMail { list.notice = SettingsWords.noMails[visit.language] }
    list.forms = forms
    return list.page(visit, at: .settings)
  }

  private var forms: [FormView] {
    let language = visit.language
    let path = "\(visit.path)/settings/persons/\(person.id.rawValue)"
    guard !person.removed else { return [.button("\(path)/restore", Label.restore.words)] }
    let others = all.filter { $0.id != person.id && !$0.removed }
    let heirs =
      [(value: "", label: SettingsWords.tasksStay[language])]
      + others.map { (value: $0.email, label: "\($0.name) (\($0.email))") }
    var heir = FormInput(.person, .choice(heirs), value: "")
    heir.relabel(SettingsWords.tasksTo)
    let edit = FormView(
      action: "\(path)/edit", submit: Label.save.words,
      inputs: [
        FormInput(.name, value: person.name, isRequired: true),
        FormInput(
          .email, .line("email"), value: person.email, isRequired: true,
          advice: SettingsWords.emailAdvice),
        FormInput(.role, .choice(SettingsFrame.roles(language)), value: person.role.rawValue),
        FormInput(
          named: "language", SettingsWords.language,
          .choice(SettingsFrame.languages(SettingsWords.companysLanguage, language)),
          value: person.language?.rawValue ?? ""),
      ]
        + SettingsFrame.reminderInputs(
          person.reminderDays, person.reminderAt, SettingsWords.companysDays))
    let mails: [FormView] =
      canMail
      ? [
        .button("\(path)/invite", SettingsWords.inviteAgain),
        .button("\(path)/password", SettingsWords.newPassword),
      ] : []
    let remove = FormView(
      action: "\(path)/archive", submit: SettingsWords.remove, inputs: [heir],
      summary: SettingsWords.remove)
    return [edit] + mails + [remove]
  }
}
