import Records

@testable import Store

extension StoreVerb {
  static let companies = [
    StoreVerb("Store.addCompany(_:)") {
      _ = try await $0.store.addCompany(NewCompany(name: "Beta", slug: "beta"))
    },
    StoreVerb("Store.companies(page:)") {
      _ = try await $0.store.companies()
      _ = try await $0.store.companies(page: ListPage(limit: 1, after: $0.scope.id))
    },
    StoreVerb("Store.company(slug:)") { _ = try await $0.store.company(slug: "acme") },
    StoreVerb("Store.owner(of:)") {
      _ = try await $0.store.owner(of: $0.person)
      _ = try await $0.store.owner(of: $0.customer)
      _ = try await $0.store.owner(of: $0.contact)
      _ = try await $0.store.owner(of: $0.group)
      _ = try await $0.store.owner(of: $0.task)
      _ = try await $0.store.owner(of: $0.document)
    },
    StoreVerb("CompanyScope.company()") { _ = try await $0.scope.company() },
    StoreVerb("ActingCompany.editCompany(_:)") {
      var change = CompanyChange()
      change.slug = .set("acme-2")
      _ = try await $0.scope.acting(as: .operator, at: now).editCompany(change)
    },
    StoreVerb("ActingCompany.rotateAddress(grace:)") {
      _ = try await $0.scope.acting(as: .operator, at: now).rotateAddress(grace: 14)
      _ = try await $0.scope.acting(as: .operator, at: now).rotateAddress()
    },
  ]

  static let persons = [
    StoreVerb("ActingCompany.addPerson(_:)") {
      let new = NewPerson(name: "Liisa", email: "liisa@acme.example")
      _ = try await $0.scope.acting(as: .person($0.person), at: now).addPerson(new)
    },
    StoreVerb("CompanyScope.access(at:)") { _ = try await $0.scope.access(at: now) },
    StoreVerb("CompanyScope.persons(includingRemoved:page:)") {
      _ = try await $0.scope.persons()
      for includingRemoved in [false, true] {
        _ = try await $0.scope.persons(
          includingRemoved: includingRemoved, page: ListPage(limit: 1, after: $0.person))
      }
    },
    StoreVerb("CompanyScope.persons(everWithEmail:)") {
      _ = try await $0.scope.persons(everWithEmail: "liisa@acme.example")
    },
    StoreVerb("CompanyScope.person(_:)") { _ = try await $0.scope.person($0.person) },
    StoreVerb("CompanyScope.person(email:)") {
      _ = try await $0.scope.person(email: "liisa@acme.example")
    },
    StoreVerb("ActingCompany.editPerson(_:_:)") {
      var change = PersonChange()
      change.email = .set("m@acme.example")
      _ = try await $0.scope.acting(as: .person($0.person), at: now).editPerson($0.person, change)
      change.email = .set("matti@acme.example")
      _ = try await $0.scope.acting(as: .person($0.person), at: now).editPerson($0.person, change)
    },
    StoreVerb("ActingCompany.removePerson(_:tasksTo:)") {
      let company = $0.scope.acting(as: .person($0.person), at: now)
      let new = NewPerson(name: "Ville", email: "ville@acme.example")
      let person = try await company.addPerson(new)
      _ = try await company.addTask(
        NewTask(person: "ville@acme.example", description: "Soita", date: $0.today))
      _ = try await company.removePerson(person.id, tasksTo: "matti@acme.example")
    },
    StoreVerb("ActingCompany.restorePerson(_:)") {
      let company = $0.scope.acting(as: .person($0.person), at: now)
      let new = NewPerson(name: "Eeva", email: "eeva@acme.example")
      let person = try await company.addPerson(new)
      _ = try await company.removePerson(person.id)
      _ = try await company.restorePerson(person.id)
    },
  ]

  static let customers = [
    StoreVerb("ActingCompany.add(_:)") {
      let new = NewCustomer(
        name: "Toinen", businessID: "1234567-1", email: "t@t.example", externalID: "K-2")
      _ = try await $0.scope.acting(as: .person($0.person), at: now).add(new)
    },
    StoreVerb("CompanyScope.customers(text:page:)") {
      _ = try await $0.scope.customers()
      _ = try await $0.scope.customers(
        text: "virta", page: ListPage(limit: 1, after: $0.customer))
    },
    StoreVerb("CompanyScope.customer(_:)") { _ = try await $0.scope.customer($0.customer) },
    StoreVerb("CompanyScope.names(ofCustomers:contacts:)") {
      _ = try await $0.scope.names(ofCustomers: [$0.customer], contacts: [$0.contact])
    },
    StoreVerb("CompanyScope.counts(of:)") { _ = try await $0.scope.counts(of: $0.customer) },
    StoreVerb("ActingCompany.editCustomer(_:_:)") {
      var change = CustomerChange()
      change[.phone] = .set("040 123")
      _ = try await $0.scope.acting(as: .person($0.person), at: now).editCustomer(
        $0.customer, change)
    },
    StoreVerb("ActingCompany.archiveCustomer(_:)") {
      _ = try await $0.scope.acting(as: .person($0.person), at: now).archiveCustomer($0.customer)
    },
    StoreVerb("ActingCompany.restoreCustomer(_:)") {
      _ = try await $0.scope.acting(as: .operator, at: now).restoreCustomer($0.customer)
    },
    StoreVerb("ActingCompany.mergeCustomer(_:into:)") { desk in
      let store = desk.fixture.store.company(desk.scope.id).acting(as: .operator, at: now)
      let first = try await store.addCustomer(NewCustomer(name: "A", externalID: "K-7")).id
      let second = try await store.addCustomer(NewCustomer(name: "B")).id
      let company = desk.scope.acting(as: .operator, at: now)
      _ = try await company.mergeCustomer(first, into: second)
      _ = try await company.mergeCustomer(second, into: desk.customer)
      _ = try await company.restoreCustomer(Reference.externalID("K-7"))
      _ = try await company.restoreCustomer(second)
    },
    StoreVerb("ActingCompany.importCustomers(_:_:deliver:)") {
      var batch = ImportBatch<CustomerChange>(of: .sample)
      var change = CustomerChange()
      change[.name] = .set("Tuotu")
      batch.rows = ["K-1", "K-9", nil].map {
        ImportRow(line: 2, externalID: $0, fields: change)
      }
      _ = try await $0.scope.acting(as: .person($0.person), at: now).importCustomers(
        batch, ImportManner(anew: true))
    },
    StoreVerb("ActingCompany.add(_:to:)") {
      let new = NewContact(name: "Toinen", externalID: "Y-2")
      let company = $0.scope.acting(as: .person($0.person), at: now)
      _ = try await company.add(new, to: $0.customer)
      _ = try await company.add(
        NewContact(name: "Kolmas", email: "k@k.example"), to: Reference.name("toinen"))
    },
    StoreVerb("CompanyScope.contacts(customer:role:text:page:)") {
      _ = try await $0.scope.contacts()
      _ = try await $0.scope.contacts(customer: .id($0.customer), role: "ostaja", text: "maija")
      for customer in [nil, Reference.id($0.customer)] {
        _ = try await $0.scope.contacts(
          customer: customer, page: ListPage(limit: 1, after: $0.contact))
      }
    },
    StoreVerb("CompanyScope.contact(_:)") { _ = try await $0.scope.contact($0.contact) },
    StoreVerb("ActingCompany.editContact(_:_:to:)") {
      var change = ContactChange()
      change[.role] = .set("ostaja")
      _ = try await $0.scope.acting(as: .person($0.person), at: now).editContact($0.contact, change)
      let store = $0.fixture.store.company($0.scope.id).acting(as: .operator, at: now)
      let other = try await store.addCustomer(NewCustomer(name: "Muu")).id
      let company = $0.scope.acting(as: .operator, at: now)
      for customer in [other, $0.customer] {
        _ = try await company.editContact(
          Reference.externalID("Y-1"), ContactChange(), to: .id(customer))
      }
    },
    StoreVerb("ActingCompany.removeContact(_:)") {
      let scope = $0.fixture.store.company($0.scope.id)
      let contact = try await scope.acting(as: .operator, at: now).addContact(
        NewContact(name: "X"), to: $0.customer)
      _ = try await $0.scope.acting(as: .person($0.person), at: now).removeContact(contact.id)
    },
    StoreVerb("ActingCompany.restoreContact(_:)") { desk in
      let store = desk.fixture.store.company(desk.scope.id).acting(as: .operator, at: now)
      let contact = try await store.addContact(
        NewContact(name: "X", externalID: "Y-8"), to: desk.customer)
      _ = try await store.removeContact(contact.id)
      _ = try await desk.scope.acting(as: .operator, at: now).restoreContact(contact.id)
    },
    StoreVerb("ActingCompany.mergeContact(_:into:)") { desk in
      let store = desk.fixture.store.company(desk.scope.id).acting(as: .operator, at: now)
      let contact = try await store.addContact(NewContact(name: "X"), to: desk.customer)
      let company = desk.scope.acting(as: .operator, at: now)
      _ = try await company.mergeContact(contact.id, into: desk.contact)
      _ = try await company.restoreContact(contact.id)
    },
    StoreVerb("ActingCompany.importContacts(_:_:deliver:)") {
      var contact = ImportedContact()
      contact.change[.name] = .set("Tuotu")
      contact.customerExternalID = "K-1"
      var other = contact
      (other.customer, other.customerExternalID) = ("\($0.customer.rawValue)", nil)
      var batch = ImportBatch<ImportedContact>(of: .sample)
      batch.rows = [
        ImportRow(line: 2, externalID: "Y-1", fields: contact),
        ImportRow(line: 3, externalID: nil, fields: other),
      ]
      _ = try await $0.scope.acting(as: .person($0.person), at: now).importContacts(
        batch, ImportManner(anew: true))
    },
  ]

  static let groups = [
    StoreVerb("CompanyScope.groups(page:)") {
      _ = try await $0.scope.groups(page: ListPage(limit: 1, after: $0.group))
    },
    StoreVerb("ActingCompany.addGroup(path:)") {
      _ = try await $0.scope.acting(as: .operator, at: now).addGroup(path: "Tuki/A")
    },
    StoreVerb("ActingCompany.importGroups(_:_:deliver:)") {
      var batch = ImportBatch<ImportedTexts>(of: .sample)
      batch.rows = ["Myynti", "Uusi/A"].map {
        ImportRow(line: 2, externalID: nil, fields: ImportedTexts([.path: $0]))
      }
      _ = try await $0.scope.acting(as: .operator, at: now).importGroups(
        batch, ImportManner(anew: true))
    },
    StoreVerb("ActingCompany.renameGroup(_:to:)") {
      _ = try await $0.scope.acting(as: .operator, at: now).renameGroup($0.group, to: "Tarjous")
    },
    StoreVerb("ActingCompany.moveGroup(_:below:)") {
      _ = try await $0.scope.acting(as: .operator, at: now).moveGroup($0.group, below: nil)
      let parent = try await $0.scope.groups().first { $0.path == "Tuki" }
      _ = try await $0.scope.acting(as: .operator, at: now).moveGroup($0.group, below: parent?.id)
    },
    StoreVerb("ActingCompany.keepDocuments(of:years:)") {
      _ = try await $0.scope.acting(as: .operator, at: now)
        .keepDocuments(of: $0.group, years: .set(6))
    },
    StoreVerb("ActingCompany.removeGroup(_:)") {
      let company = $0.scope.acting(as: .person($0.person), at: now)
      let group = try await company.addGroup(path: "Turha")
      _ = try await company.removeGroup(group.id)
    },
  ]
}
