import Application
import Records

/// Miksi?: what became of a mail and of each of its parts, why, and the cure.
struct MailPage {
  private let visit: CompanyVisit
  private let mail: ShownMail
  private let parts: [ShownPart]
  private let hasLink: Bool
  private let canRelease: Bool
  private let days: CompanyDays

  private var language: Language { visit.language }

  init(
    _ visit: CompanyVisit, _ mail: ShownMail, _ parts: [ShownPart], hasLink: Bool, canRelease: Bool
  ) throws {
    (self.visit, self.mail, self.parts) = (visit, mail, parts)
    (self.hasLink, self.canRelease) = (hasLink, canRelease)
    days = try visit.workplace.days()
  }

  var page: Page {
    var list = ListView(
      heading: mail.subject ?? MailWords.withoutSubject[language],
      path: visit.path(ofMail: mail.id), empty: MailWords.noParts)
    list.hasSearch = false
    list.facts = facts
    list.forms = forms
    list.table = Table(
      heads: [
        MailWords.part[language], DocumentWords.fileName[language], MailWords.size[language],
        MailWords.outcome[language],
      ],
      rows: parts.map { part in
        [
          Table.Cell(part.path, detail: part.mediaType),
          Table.Cell(part.fileName ?? "–", to: part.document.map(visit.path(ofDocument:))),
          Table.Cell(FileSize.text(part.size, in: language), isAmount: true),
          Table.Cell(part.verdict.words[language], detail: part.reason),
        ]
      })
    return list.page(visit, at: .mails)
  }

  private var facts: [(name: String, value: String)] {
    let cure = MailWords.cure(mail, hasLink: hasLink, canRelease: canRelease)
    let all: [(Words, String?)] = [
      (MailWords.outcome, mail.verdict.words[language]), (MailWords.why, mail.reason),
      (MailWords.cure, cure?[language]),
      (MailWords.code, mail.confirmationCode), (MailWords.link, mail.confirmationURL),
      (DocumentWords.sender, mail.sender),
      (DocumentWords.received, days.shown(mail.receivedAt, in: language)),
      (MailWords.size, FileSize.text(mail.size, in: language)),
    ]
    return all.compactMap { words, value in value.map { (words[language], $0) } }
  }

  private var forms: [FormView] {
    guard visit.may(.work) else { return [] }
    let path = visit.path(ofMail: mail.id)
    var forms: [FormView] = []
    if mail.canBeReleased, canRelease {
      forms.append(.button("\(path)/release", MailWords.release, isPlain: false))
    }
    if mail.canBeDiscarded {
      // A discarded mail is gone: that takes a second step.
      forms.append(
        FormView(
          action: "\(path)/discard", submit: MailWords.discardForGood,
          inputs: [], summary: MailWords.discard))
    }
    return forms
  }
}
