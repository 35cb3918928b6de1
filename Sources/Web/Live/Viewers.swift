import Foundation
import Records

/// The people who look at documents, as their open pages tell.
actor Viewers {
  struct Place: Hashable, Sendable {
    let company: CompanyID
    let document: DocumentID

    init(company: CompanyID, _ document: DocumentID) {
      (self.company, self.document) = (company, document)
    }
  }

  /// One open page.
  struct Viewer: Hashable, Sendable {
    let id = UUID()
    let person: PersonID
    let name: String
  }

  private var there: [Place: Set<Viewer>] = [:]

  func enter(_ viewer: Viewer, _ place: Place) { there[place, default: []].insert(viewer) }

  func leave(_ viewer: Viewer, _ place: Place) {
    there[place]?.remove(viewer)
    if there[place]?.isEmpty ?? false { there[place] = nil }
  }

  /// The names of other persons at the place.
  func others(than viewer: Viewer, at place: Place) -> [String] {
    Set(there[place, default: []].filter { $0.person != viewer.person }.map(\.name)).sorted()
  }
}
