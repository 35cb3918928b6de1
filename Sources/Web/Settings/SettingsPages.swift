import Application
import Foundation
import Records

/// The frame of all settings: the tabs that the person may see.
enum SettingsFrame {
  enum Tab: String, CaseIterable {
    case own, company, persons, groups, addresses

    var right: Right {
      switch self {
      case .own, .groups: .own
      case .company, .persons, .addresses: .administer
      }
    }

    var words: Words {
      switch self {
      case .own: Words("Omat", "Egna", "My own")
      case .company: Words("Yritys", "Företag", "Company")
      case .persons: Words("Henkilöt", "Personer", "Persons")
      case .groups: Words("Ryhmät", "Grupper", "Groups")
      case .addresses: Words("Osoite", "Adress", "Address")
      }
    }
  }

  static func list(_ visit: CompanyVisit, at tab: Tab, heading: String? = nil) -> ListView {
    let language = visit.language
    var list = ListView(
      heading: heading ?? tab.words[language], path: "\(visit.path)/settings/\(tab.rawValue)",
      empty: ListWords.notFound)
    list.hasSearch = false
    let role = visit.workplace.membership.person.role
    list.tabs = Tab.allCases.filter { $0.right.isGranted(to: role) }.map {
      ListView.Tab(
        label: $0.words[language], path: "\(visit.path)/settings/\($0.rawValue)",
        isHere: $0 == tab)
    }
    return list
  }

  /// The languages as choices; `own` is the words of none, where that is one.
  static func languages(_ own: Words?, _ language: Language) -> [(value: String, label: String)] {
    let all = [(Language.finnish, "Suomi"), (.swedish, "Svenska"), (.english, "English")]
    return (own.map { [(value: "", label: $0[language])] } ?? [])
      + all.map { (value: $0.0.rawValue, label: $0.1) }
  }

  static func roles(_ language: Language) -> [(value: String, label: String)] {
    Role.allCases.map { (value: $0.rawValue, label: $0.words[language]) }
  }

  static func reminderInputs(_ days: [Int]?, _ at: String?, _ advice: Words) -> [FormInput] {
    [
      FormInput(
        .reminderDays, value: LogText.days(days), advice: advice),
      FormInput(.reminderAt, .line("time"), value: at),
    ]
  }
}

/// The company's own settings.
struct CompanySettingsPage {
  private let visit: CompanyVisit

  init(_ visit: CompanyVisit) { self.visit = visit }

  var page: Page {
    let (company, language) = (visit.workplace.company, visit.language)
    var list = SettingsFrame.list(visit, at: .company)
    let path = "\(visit.path)/settings/company"
    var form = FormView(action: "\(path)/edit", submit: Label.save.words)
    form.hidden = [("hasWorkdays", "1")]
    form.inputs =
      [
        FormInput(.name, value: company.name, isRequired: true),
        FormInput(.businessID, value: company.businessID),
        FormInput(
          named: "language", SettingsWords.language,
          .choice(SettingsFrame.languages(nil, language)), value: company.language.rawValue),
        FormInput(.timeZone, value: "\(company.timeZone)", isRequired: true),
      ]
      + SettingsFrame.reminderInputs(
        company.reminderDays, company.reminderAt?.description, SettingsWords.installationDays)
      + [
        FormInput(
          named: "reminderWorkdays", SettingsWords.workdays, .check,
          value: company.reminderWorkdays ? "1" : nil)
      ]
    list.forms = [
      form,
      company.active
        ? FormView(
          action: "\(path)/off", submit: SettingsWords.turnOff,
          explanation: SettingsWords.whenOff, summary: SettingsWords.off)
        : .button("\(path)/on", SettingsWords.turnOn, isPlain: false),
    ]
    return list.page(visit, at: .settings)
  }
}

/// The company's secret address.
struct AddressSettingsPage {
  private let visit: CompanyVisit
  private let address: String?
  private let lastMail: Date?
  private let days: CompanyDays

  init(_ visit: CompanyVisit, _ address: String?, lastMail: Date?) throws {
    (self.visit, self.address, self.lastMail) = (visit, address, lastMail)
    days = try visit.workplace.days()
  }

  var page: Page {
    let language = visit.language
    var list = SettingsFrame.list(visit, at: .addresses)
    list.facts = [
      (SettingsWords.address[language], address ?? SettingsWords.noAddress[language]),
      (
        SettingsWords.lastMail[language],
        lastMail.map { days.shown($0, in: language) } ?? SettingsWords.noMail[language]
      ),
    ]
    list.copied = address
    if address != nil {
      list.forms = [
        FormView(
          action: "\(visit.path)/settings/addresses/rotate", submit: SettingsWords.rotateNow,
          inputs: [FormInput(.address, value: "14", advice: SettingsWords.graceAdvice)],
          summary: SettingsWords.rotate)
      ]
      list.forms[0].inputs[0].relabel(SettingsWords.grace)
    }
    return list.page(visit, at: .settings)
  }
}

/// Everybody's own settings.
struct OwnSettingsPage {
  private let visit: CompanyVisit
  /// The person has just changed the password.
  private let hasNewPassword: Bool

  init(_ visit: CompanyVisit, hasNewPassword: Bool) {
    (self.visit, self.hasNewPassword) = (visit, hasNewPassword)
  }

  var page: Page {
    let (person, language) = (visit.workplace.membership.person, visit.language)
    var list = SettingsFrame.list(visit, at: .own)
    if hasNewPassword { list.notice = SettingsWords.passwordChanged[language] }
    let path = "\(visit.path)/settings/own"
    list.facts = [
      (Label.email[language], person.email), (Label.role[language], person.role.words[language]),
    ]
    var everywhere = FormView.button("/logout", SettingsWords.everywhere)
    everywhere.hidden = [("everywhere", "1")]
    list.forms = [
      FormView(
        action: "\(path)/edit", submit: Label.save.words,
        inputs: [
          FormInput(.name, value: person.name, isRequired: true, autocomplete: "name"),
          FormInput(
            named: "language", SettingsWords.language,
            .choice(SettingsFrame.languages(SettingsWords.companysLanguage, language)),
            value: person.language?.rawValue ?? ""),
        ]
          + SettingsFrame.reminderInputs(
            person.reminderDays, person.reminderAt?.description, SettingsWords.companysDays)),
      FormView(
        action: "\(path)/password", submit: SettingsWords.changePassword,
        inputs: [
          FormInput(
            named: "old", SettingsWords.oldPassword, .line("password"),
            autocomplete: "current-password"),
          FormInput(
            .password, .line("password"), isRequired: true, autocomplete: "new-password",
            advice: AccessWords.passwordAdvice),
        ], summary: SettingsWords.changePassword),
      everywhere,
    ]
    return list.page(visit, at: .settings)
  }
}
