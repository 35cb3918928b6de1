import Foundation
import Records

/// Deciding a settled mail anew, inside one write transaction.
struct Refiling {
  let id: MailID
  let mail: IncomingMail
  let kind: RefileKind
  let actor: Actor
  let filing: MailFiling

  private var transaction: Transaction { filing.transaction }

  func run() throws -> [FiledMail] {
    precondition(!mail.outcomes.isEmpty, "a mail without a verdict")
    let old = try Mail.required(id, in: transaction)
    if old.verdict == .filed || old.verdict == .duplicate {
      throw Refusal(of: .record(.mail, id.rawValue), .mail(.isFiled))
    }
    let place = ServerPlace(folder: old.folder, uid: old.uid)
    var ids: [MailID] = []
    for (index, outcome) in mail.outcomes.enumerated() {
      if index == 0 {
        try refuseTaken(place, for: outcome.company)
        try filing.refile(id, as: mail, outcome)
        ids.append(id)
      } else {
        ids.append(try filing.file(mail, outcome, at: place).id)
      }
    }
    let filed = try ids.map { try Mail.required($0, in: transaction) }
    if kind != .retry { try filed.forEach(logRelease) }
    return filed.map { FiledMail(uid: $0.uid, mail: $0) }
  }

  /// The same mail may have a row for the other company already.
  private func refuseTaken(_ place: ServerPlace?, for company: CompanyID?) throws {
    guard let place,
      let other = try MailIdentity.mail(at: place, company: company, in: transaction), other != id
    else { return }
    throw Refusal(of: .record(.mail, id.rawValue), .mail(.sameMail(other)))
  }

  private func logRelease(_ mail: Mail) throws {
    guard let company = mail.company, ![.held, .failed, .tooLarge].contains(mail.verdict)
    else { return }
    let change = try RecordedChange(of: company, by: actor, at: filing.now, in: transaction)
    try change.log(
      .mailReleased, mail: mail.id,
      change.logText.mailReleased(sender: mail.sender, subject: mail.subject))
  }
}
