import Records

/// A page with one list: a search, the lists beside it, the rows, and the way on.
struct ListView {
  /// A list, or another side of a record, beside the one that is shown.
  struct Tab {
    let label: String
    let path: String
    let isHere: Bool
  }

  var heading: String
  /// Without a query.
  var path: String
  /// Conditions that the search and the way on keep.
  var conditions: [(name: String, value: String)] = []
  /// The words that were searched for.
  var text: String?
  var hasSearch = true
  var tabs: [Tab] = []
  /// Names and texts above the table, as of a record.
  var facts: [(name: String, value: String)] = []
  /// Ways to what hangs on a record.
  var links: [(label: String, path: String)] = []
  /// Records that one that was just added is like, by which somebody may see that it was there.
  var similar: [(name: String, path: String)] = []
  /// Filters that are set: a chip leads to the list without one.
  var chips: [(label: String, path: String)] = []
  /// Further inputs of the search.
  var filters: [FormInput] = []
  /// A filter that was refused, in words.
  var refusal: String?
  /// A sentence above the list.
  var notice: String?
  /// A text that a button copies.
  var copied: String?
  /// Changes that the person may make here.
  var forms: [FormView] = []
  /// Nil where the page has facts alone.
  var table: Table?
  /// Said where there is no row.
  var empty: Words
  /// The cursor of the next page; nil on the last.
  var next: String?

  func page(_ visit: CompanyVisit, at place: CompanyFrame.Place) -> Page {
    let language = visit.workplace.language
    var fields = CompanyFrame(visit, at: place, showing: forms).fields
    fields["heading"] = .text(heading)
    fields["forms"] = .list(forms.map { $0.fields(visit) })
    fields["ways"] = .list(links.map { ["label": .text($0.label), "path": .text($0.path)] })
    fields["chips"] = .list(chips.map { ["label": .text($0.label), "path": .text($0.path)] })
    fields["hasChips"] = .flag(!chips.isEmpty)
    fields["without"] = .text(LogWords.without[language])
    fields["filters"] = .list(filters.map { $0.fields(language, nil, idPrefix: "filter") })
    fields["hasFilters"] = .flag(!filters.isEmpty)
    fields["filtersLabel"] = .text(LogWords.filters[language])
    fields["refusal"] = .optional(refusal)
    fields["notice"] = .optional(notice)
    fields["copied"] = .optional(copied)
    fields["copyLabel"] = .text(SettingsWords.copy[language])
    fields["hasWays"] = .flag(!links.isEmpty)
    let likes: TemplateFields = [
      "advice": .text(ListWords.similar[language]),
      "records": .list(similar.map { ["name": .text($0.name), "path": .text($0.path)] }),
    ]
    fields["similar"] = .optional(similar.isEmpty ? nil : likes)
    fields["action"] = .text(path)
    fields["hasSearch"] = .flag(hasSearch)
    fields["text"] = .optional(text)
    let inputs = Set(filters.map(\.name))
    fields["conditions"] = .list(
      conditions.filter { !inputs.contains($0.name) }
        .map { ["name": .text($0.name), "value": .text($0.value)] })
    fields["hasTabs"] = .flag(!tabs.isEmpty)
    fields["tabs"] = .list(
      tabs.map {
        ["label": .text($0.label), "path": .text($0.path), "isHere": .flag($0.isHere)]
      })
    fields["hasFacts"] = .flag(!facts.isEmpty)
    fields["facts"] = .list(facts.map { ["name": .text($0.name), "value": .text($0.value)] })
    let isEmpty = table.map(\.rows.isEmpty) ?? false
    fields["empty"] = .optional(isEmpty ? empty[language] : nil)
    fields["table"] = .optional(isEmpty ? nil : table?.fields)
    fields["more"] = .optional(next.map(more))
    fields["moreLabel"] = .text(ListWords.more[language])
    return Page(heading, language, template: "list", fields)
  }

  private func more(behind cursor: String) -> String {
    var query = conditions
    if let text { query.append(("text", text)) }
    query.append(("after", cursor))
    return WebPath.with(path, query)
  }
}

/// Paths of this site with a query.
enum WebPath {
  static func with(_ path: String, _ query: [(name: String, value: String)]) -> String {
    guard !query.isEmpty else { return path }
    let pairs = query.map { "\($0.name)=\(PercentCoding.encoded($0.value))" }
    return "\(path)?\(pairs.joined(separator: "&"))"
  }
}

/// The sentences of lists.
enum ListWords {
  static let more = Words("Näytä lisää", "Visa fler", "Show more")
  static let edit = Words("Muokkaa", "Redigera", "Edit")
  static let similar = Words(
    "Samankaltaisia on jo. Jos tämä on sama, yhdistä se:",
    "Det finns redan liknande. Om det är samma, slå ihop dem:",
    "There are others like it. If it is the same, merge them:")
  static let notFound = Words(
    "Haulla ei löytynyt mitään.", "Sökningen gav inget.", "Nothing was found.")
}
