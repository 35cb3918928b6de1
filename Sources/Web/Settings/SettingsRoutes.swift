import Application
import HummingbirdCore
import Records

/// The settings of a company, and of the person.
extension Reception {
  var settingsRoutes: [Route] { companySettings + personSettings + groupSettings + ownSettings }

  // MARK: The company and its address

  private var companySettings: [Route] {
    let company: CompanyPage = { _, visit in
      try visit.require(.administer)
      return CompanySettingsPage(visit).page
    }
    let addresses: CompanyPage = { _, visit in
      try visit.require(.administer)
      return try AddressSettingsPage(
        visit, visit.workplace.address(by: services.addresses),
        lastMail: await visit.workplace.lastMail()
      ).page
    }
    let path = "/{c}/settings"
    return [
      get("/{c}/settings") { request, _ in
        .seeOther("/\(PercentCoding.encoded(request[parameter: "c"]))/settings/own")
      },
      pageAtCompany("\(path)/company", company),
      formAtCompany("\(path)/company", "edit", .administer, on: company) { form in
        try await form.acting.editCompany(form.companyChange())
        return "\(form.visit.path)/settings/company"
      },
      formAtCompany("\(path)/company", "on", .administer, on: company) { form in
        try await form.acting.switchCompany(on: true, releasing: services.releasing)
        return "\(form.visit.path)/settings/company"
      },
      formAtCompany("\(path)/company", "off", .administer, on: company) { form in
        try await form.acting.switchCompany(on: false, releasing: nil)
        return "\(form.visit.path)/settings/company"
      },
      pageAtCompany("\(path)/addresses", addresses),
      formAtCompany("\(path)/addresses", "rotate", .administer, on: addresses) { form in
        let text = form.text(.address)
        let grace = try text.map { text throws(Refusal) in
          guard let days = Int(text) else {
            throw Refusal(.address, text, .time(.notAGrace(most: 60)))
          }
          return days
        }
        try await form.acting.rotateAddress(grace: grace == 0 ? nil : grace)
        return "\(form.visit.path)/settings/addresses"
      },
    ]
  }

  // MARK: Persons

  private var personSettings: [Route] {
    let list: CompanyPage = { _, visit in
      try visit.require(.administer)
      let (persons, access) = try await (
        visit.workplace.allPersons(), visit.workplace.access(at: now())
      )
      return try PersonsPage(visit, persons, access, canMail: services.mailLink != nil).page
    }
    let one: CompanyPage = { request, visit in
      try visit.require(.administer)
      let id: PersonID = try request.pathID()
      let all = try await visit.workplace.allPersons()
      guard let person = all.first(where: { $0.id == id }) else { throw WebError(.notFound) }
      return PersonPage(visit, person, all, canMail: services.mailLink != nil).page
    }
    let (persons, path) = ("/{c}/settings/persons", "/{c}/settings/persons/{id}")
    return [
      pageAtCompany(persons, list),
      formAtCompany(persons, "add", .administer, on: list) { form in
        let isInvited = form.fields["invite"] == "1"
        if isInvited { _ = try requiredMailLink }
        let person = try await form.acting.addPerson(form.newPerson())
        if isInvited { try await mail(.invitation, person.id, form) }
        return "\(form.visit.path)/settings/persons"
      },
      pageAtCompany(path, one),
      formAtCompany(path, "edit", .administer, on: one) { form in
        try await form.acting.editPerson(form.request.pathID(), form.personChange())
        return "\(form.visit.path)/settings/persons"
      },
      formAtCompany(path, "invite", .administer, on: one) { form in
        try await mail(.invitation, form.request.pathID(), form)
        return "\(form.visit.path)/settings/persons"
      },
      formAtCompany(path, "password", .administer, on: one) { form in
        try await mail(.renewal, form.request.pathID(), form)
        return "\(form.visit.path)/settings/persons"
      },
      formAtCompany(path, "archive", .administer, on: one) { form in
        try await form.acting.removePerson(
          form.request.pathID(), tasksTo: form.text(.person))
        return "\(form.visit.path)/settings/persons"
      },
      formAtCompany(path, "restore", .administer, on: one) { form in
        try await form.acting.restorePerson(form.request.pathID())
        return "\(form.visit.path)/settings/persons"
      },
    ]
  }

  private func mail(
    _ purpose: PasswordLink.Purpose, _ id: PersonID, _ form: CompanyForm
  ) async throws {
    let mailLink = try requiredMailLink
    mailLink(try await form.acting.link(purpose, for: id))
  }

  private var requiredMailLink: @Sendable (SentLink) -> Void {
    get throws(Refusal) {
      guard let mailLink = services.mailLink else { throw Refusal(.email, .state(.sendsNoMail)) }
      return mailLink
    }
  }

  // MARK: Groups

  private var groupSettings: [Route] {
    let list: CompanyPage = { _, visit in
      GroupsPage(visit, try await visit.workplace.groups()).page
    }
    let one: CompanyPage = { request, visit in
      let groups = try await visit.workplace.groups()
      let id: GroupID = try request.pathID()
      guard let group = groups.first(where: { $0.id == id }) else { throw WebError(.notFound) }
      return GroupPage(visit, group, groups).page
    }
    let (all, path) = ("/{c}/settings/groups", "/{c}/settings/groups/{id}")
    func change(
      _ verb: String, _ change: @escaping @Sendable (CompanyForm, GroupID) async throws -> Void
    ) -> Route {
      formAtCompany(path, verb, on: one) { form in
        try await change(form, form.request.pathID())
        return "\(form.visit.path)/settings/groups"
      }
    }
    return [
      pageAtCompany(all, list),
      formAtCompany(all, "add", on: list) { form in
        try await form.acting.addGroup(path: form.required(.path))
        return "\(form.visit.path)/settings/groups"
      },
      pageAtCompany(path, one),
      change("rename") { try await $0.acting.renameGroup($1, to: $0.required(.path)) },
      change("move") { try await $0.acting.moveGroup($1, below: $0.text(.group)) },
      change("keep") { form, id in
        let years = try form.text(.keepYears).map { text throws(Refusal) in
          guard let years = Int(text) else {
            throw Refusal(.keepYears, text, .number(.outOf(1...100)))
          }
          return years
        }
        try await form.acting.keepDocuments(of: id, years: years)
      },
      change("remove") { try await $0.acting.removeGroup($1) },
    ]
  }

  // MARK: One's own

  private var ownSettings: [Route] {
    let own: CompanyPage = { request, visit in
      OwnSettingsPage(visit, hasNewPassword: request.query["done"] == "password").page
    }
    let path = "/{c}/settings/own"
    return [
      pageAtCompany(path, own),
      formAtCompany(path, "edit", .own, on: own) { form in
        let person = form.visit.workplace.membership.person.id
        try await form.acting.editPerson(person, form.ownChange())
        return "\(form.visit.path)/settings/own"
      },
      formAtCompany(path, "password", .own, on: own) { form in
        let visit = form.visit.visit
        let answer = try await orCrowded {
          try await access.changePassword(
            of: visit.logIn, from: form.fields["old"] ?? "", to: form[.password] ?? "",
            in: visit.session, peer: form.request.peer.address)
        }
        switch answer {
        case .changed: return "\(form.visit.path)/settings/own?done=password"
        case .wrong: throw Refusal(.password, .text(.wrongPassword))
        case .tooMany(let end): throw tooMany(until: end)
        }
      },
    ]
  }
}

extension CompanyVisit {
  /// Throws 403 where the person's role has no such right.
  func require(_ right: Right) throws(WebError) {
    guard right.isGranted(to: workplace.membership.person.role) else { throw WebError(.forbidden) }
  }
}
