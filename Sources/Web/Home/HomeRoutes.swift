import HTTPTypes
import HummingbirdCore
import Records

/// The start page: the person's company, or a choice where there are several.
extension Reception {
  var homeRoutes: [Route] {
    [
      get("/") { _, visit in
        let memberships = visit.logIn.memberships
        if memberships.count == 1, let only = memberships.first {
          return .seeOther(DocumentsPage.inboxPath(of: only.company))
        }
        return CompaniesPage(visit).page.answer()
      }
    ]
  }
}

/// A choice of companies.
struct CompaniesPage {
  let visit: Visit

  init(_ visit: Visit) { self.visit = visit }

  var page: Page {
    let language = visit.language
    let title = AccessWords.chooseCompany[language]
    let companies = visit.logIn.memberships.map(\.company).map { company -> TemplateFields in
      ["path": .text(DocumentsPage.inboxPath(of: company)), "name": .text(company.name)]
    }
    return Page(
      title, language, template: "companies",
      ["heading": .text(title), "companies": .list(companies), "csrf": .text(visit.formToken)])
  }
}
