import Records
import Store

/// The lists of documents that people look at.
enum ListKind: String, CaseIterable {
  case all = "all"
  case inbox = "the Inbox"
  case customer = "of a customer"
  case group = "of a group"
  case groups = "of a group with those below it"
  case emptyGroups = "of groups that have none"
  case days = "of a month"
  case commonWord = "with a common word"
  case rareWord = "with a rare word"
  case absentWord = "with a word that is nowhere"

  private static let limit = 50
  private static let rounds = 100

  /// Looks at pages in turn; the first looks warm the cache.
  func figures(of scope: CompanyScope, documents: Int) async throws -> ListFigures {
    var figures = ListFigures(documents: documents, list: rawValue)
    let all = try await scope.documents(query)
    let places = [nil, all.count / 2, all.count - Self.limit].map { place in
      place.flatMap { all.indices.contains($0 - 1) ? all[$0 - 1].id : nil }
    }
    // A search of everything takes its time.
    let rounds = self == .rareWord || self == .absentWord ? Self.rounds / 10 : Self.rounds
    for place in places {
      var times = Times()
      for round in -2..<rounds {
        let page = ListPage(limit: Self.limit, after: place)
        if round < 0 {
          _ = try await scope.documents(query, page: page)
        } else {
          try await times.measure { _ = try await scope.documents(query, page: page) }
        }
      }
      figures.add(times)
    }
    return figures
  }

  private var query: DocumentQuery {
    var query = DocumentQuery()
    switch self {
    case .all: break
    case .inbox: query.state = .inbox
    case .customer: query.customer = .id(CustomerID(rawValue: 77))
    case .group: query.group = "Osasto 3/Ryhmä 43"
    case .groups: query.group = "Osasto 3"
    case .emptyGroups: query.group = "Tyhjä"
    case .days:
      (query.from, query.to) = (
        CivilDate(year: 2024, month: 5, day: 1), CivilDate(year: 2024, month: 5, day: 31)
      )
    case .commonWord: query.text = "lasku"
    case .rareWord: query.text = "numero777"
    case .absentWord: query.text = "laskutuomio"
    }
    return query
  }
}
