import Application
import Records

/// The company's groups, as a tree.
struct GroupsPage {
  private let visit: CompanyVisit
  private let groups: [Group]

  init(_ visit: CompanyVisit, _ groups: [Group]) { (self.visit, self.groups) = (visit, groups) }

  var page: Page {
    let language = visit.language
    var list = SettingsFrame.list(visit, at: .groups)
    let path = "\(visit.path)/settings/groups"
    list.empty = SettingsWords.noGroups
    list.table = Table(
      heads: [Label.group[language], RecordField.keepYears.label[language]],
      rows: groups.map { group in
        let depth = group.path.split(separator: "/").count - 1
        return [
          Table.Cell(
            String(repeating: "\u{2003}", count: depth) + group.name,
            to: "\(path)/\(group.id.rawValue)"),
          Table.Cell(group.keepYears.map(String.init), isAmount: true),
        ]
      })
    if visit.may(.work) {
      list.forms = [
        FormView(
          action: "\(path)/add", submit: Label.add.words,
          inputs: [FormInput(.path, isRequired: true, advice: SettingsWords.pathAdvice)],
          summary: SettingsWords.newGroup)
      ]
    }
    return list.page(visit, at: .settings)
  }
}

/// One group, with what can be done with it.
struct GroupPage {
  private let visit: CompanyVisit
  private let group: Group
  private let groups: [Group]

  init(_ visit: CompanyVisit, _ group: Group, _ groups: [Group]) {
    (self.visit, self.group, self.groups) = (visit, group, groups)
  }

  var page: Page {
    let language = visit.language
    var list = SettingsFrame.list(visit, at: .groups, heading: group.path)
    let path = "\(visit.path)/settings/groups/\(group.id.rawValue)"
    guard visit.may(.work) else { return list.page(visit, at: .settings) }
    let places = groups.map(\.path).filter {
      $0 != group.path && !$0.hasPrefix("\(group.path)/")
    }
    let parent = group.path.split(separator: "/").dropLast().joined(separator: "/")
    list.forms = [
      FormView(
        action: "\(path)/rename", submit: Label.save.words,
        inputs: [FormInput(.path, value: group.name, isRequired: true)]),
      FormView(
        action: "\(path)/move", submit: SettingsWords.move,
        inputs: [FormInput(.group, .choice(GroupChoices.of(places, language)), value: parent)],
        summary: SettingsWords.move),
      FormView(
        action: "\(path)/keep", submit: Label.save.words,
        inputs: [
          FormInput(
            .keepYears, .line("number"), value: group.keepYears.map(String.init),
            advice: SettingsWords.keepAdvice)
        ], summary: RecordField.keepYears.label),
      FormView(
        action: "\(path)/remove", submit: SettingsWords.remove, summary: SettingsWords.remove),
    ]
    return list.page(visit, at: .settings)
  }
}
