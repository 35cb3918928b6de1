import Application
import HummingbirdCore
import Records

/// The contacts of a company's customers.
extension Reception {
  var contactRoutes: [Route] {
    let list: CompanyPage = { request, visit in
      let (text, role) = (request.searchText, request.query["role"])
      let rows = try await visit.workplace.contacts(role: role, text: text, request.listPage())
      let names = try await visit.workplace.names(
        ofCustomers: Set(rows.map(\.contact.customer)), contacts: [])
      return ContactsPage(visit, rows, names, text: text, role: role).page
    }
    let one: CompanyPage = { request, visit in
      let row = try await visit.workplace.contact(request.pathID())
      let names = try await visit.workplace.names(
        ofCustomers: [row.contact.customer], contacts: [])
      return try ContactPage(
        visit, row.contact, names, similar: await similar(request, visit)
      ).page
    }
    let path = "/{c}/contacts/{id}"
    return [
      pageAtCompany("/{c}/contacts", list),
      formAtCompany("/{c}/contacts", "add", on: list) { form in
        guard let customer: Reference<CustomerID> = form.reference(.customer) else {
          throw Refusal(.customer, .text(.empty))
        }
        let added = try await form.acting.add(
          NewContact(form.edits(of: Contact.self).texts), to: customer)
        return form.visit.path(ofContact: added.record.id).adding(similar: added.similar)
      },
      pageAtCompany(path, one),
      formAtCompany(path, "edit", on: one) { form in
        try await form.acting.editContact(
          form.request.pathID(), form.edits(), to: form.reference(.customer))
        return try form.visit.path(ofContact: form.request.pathID())
      },
      formAtCompany(path, "archive", on: one) { form in
        try await form.acting.removeContact(form.request.pathID())
        return "\(form.visit.path)/contacts"
      },
      formAtCompany(path, "restore", on: one) { form in
        try await form.acting.restoreContact(form.request.pathID())
        return try form.visit.path(ofContact: form.request.pathID())
      },
      formAtCompany(path, "merge", on: one) { form in
        guard let other: Reference<ContactID> = form.reference(.contact) else {
          throw Refusal(.contact, .text(.empty))
        }
        let stays = try await form.acting.mergeContact(form.request.pathID(), into: other)
        return form.visit.path(ofContact: stays)
      },
    ]
  }

  /// The contacts that one that was just added is like.
  private func similar(_ request: WebRequest, _ visit: CompanyVisit) async throws -> [Contact] {
    var found: [Contact] = []
    for id in request.similar(ContactID.self) {
      if let row = try? await visit.workplace.contact(id) { found.append(row.contact) }
    }
    return found
  }
}

extension String {
  /// The path of a record that was just added, with the ids of those that it is like.
  func adding<ID: OwnedIdentifier>(similar: [ID]) -> String {
    guard !similar.isEmpty else { return self }
    return "\(self)?similar=\(similar.prefix(5).map { "\($0.rawValue)" }.joined(separator: ","))"
  }
}

extension WebRequest {
  /// The ids of records that one that was just added is like.
  func similar<ID: OwnedIdentifier>(_ type: ID.Type) -> [ID] {
    (query["similar"] ?? "").split(separator: ",").prefix(5).compactMap {
      Int64($0).map(ID.init(rawValue:))
    }
  }
}
