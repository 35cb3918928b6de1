import Application
import HummingbirdCore
import Records

/// Odottavat: mails that became no document; and Miksi?, what became of one and why.
extension Reception {
  var mailRoutes: [Route] {
    let one: CompanyPage = { request, visit in
      let (mail, parts) = try await visit.workplace.mail(request.pathID())
      let hasLink =
        if mail.verdict == .empty { try await visit.workplace.hasLink(mail.id) } else { false }
      return try MailPage(
        visit, mail, parts, hasLink: hasLink, canRelease: services.releasing != nil
      ).page
    }
    let path = "/{c}/mails/{id}"
    return [
      pageAtCompany("/{c}/mails") { request, visit in
        let isWhole = request.query["state"] == "all"
        let rows = try await visit.workplace.mails(
          isWhole: isWhole, text: request.searchText, request.listPage())
        return try MailsPage(visit, rows, isWhole: isWhole, request.searchText).page
      },
      pageAtCompany(path, one),
      formAtCompany(path, "release", on: one) { form in
        let id: MailID = try form.request.pathID()
        guard let releasing = services.releasing else {
          throw Refusal(of: .record(.mail, id.rawValue), .state(.takesNoMail))
        }
        try await form.acting.release(id, by: releasing)
        return form.visit.path(ofMail: id)
      },
      formAtCompany(path, "discard", on: one) { form in
        let id: MailID = try form.request.pathID()
        try await form.acting.discard(id)
        return form.visit.path(ofMail: id)
      },
    ]
  }
}

extension CompanyVisit {
  func path(ofMail id: MailID) -> String { "\(path)/mails/\(id.rawValue)" }
}
