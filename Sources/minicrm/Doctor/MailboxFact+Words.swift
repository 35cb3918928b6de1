import Application

extension MailboxFact {
  var words: FindingWords {
    switch self {
    case .noToken(let error): FindingWords(error.message, error.suggestion.orCleared)
    case .trouble(let error):
      FindingWords("\(error.subject): \(error.message)", error.suggestion.orCleared)
    case .unreachable(let error): FindingWords("\(error)")
    case .capable: FindingWords("all that is used here")
    case .lacking(let losses):
      FindingWords(losses.map(\.text).joined(separator: ", "), "it works all the same")
    case .folder(let name, let mails, let waiting, let backlog):
      FindingWords(
        "\(name) with \(mails) mails, of which \(waiting) wait"
          + (backlog.map { "; \($0.text)" } ?? ""),
        backlog.map { _ in "minicrm ingest notices it by itself, within the hour" })
    case .target(let folder, let isThere):
      FindingWords(isThere ? folder : "\(folder) is made when it is needed")
    case .quota(let resource, let percent): FindingWords(Self.used(resource, percent))
    case .quotaNearlyFull(let resource, let percent):
      FindingWords(
        Self.used(resource, percent),
        "empty the folders of settled mails, or have the quota raised")
    }
  }

  private static func used(_ resource: String, _ percent: Int) -> String {
    "\(percent) % of the room used (\(resource))"
  }
}

extension MailboxFact.Loss {
  fileprivate var text: String {
    switch self {
    case .news: "no IDLE: new mail is noticed at the next poll only"
    case .removal: "neither MOVE nor UIDPLUS: mails stay where they were, marked as deleted"
    }
  }
}

extension MailboxFact.Backlog {
  fileprivate var text: String {
    switch self {
    case .folderSetBack: "the server has set the folder back"
    case .passed(let count): "\(count) of them have older UIDs than what was read"
    }
  }
}
