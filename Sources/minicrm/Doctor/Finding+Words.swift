import Application

extension Finding {
  /// For programs.
  var row: FindingRow {
    let words = fact.words
    return FindingRow(self, text: words.text, advice: words.advice)
  }

  /// For people; the ones that need somebody stand out.
  var line: String {
    let mark =
      switch grade {
      case .ok: "ok     "
      case .warning: "warning"
      case .failed: "FAILED "
      }
    let words = fact.words
    let line = [words.text, words.advice].compactMap(\.self).joined(separator: "; ")
    return PrintedText.printable("\(mark)  \(check): \(line)")
  }
}

extension Fact {
  var words: FindingWords {
    switch self {
    case .file(let fact): fact.words
    case .directory(let fact): fact.words
    case .permission(let fact): fact.words
    case .store(let fact): fact.words
    case .content(let fact): fact.words
    case .server(let fact): fact.words
    case .mailbox(let fact): fact.words
    case .sending(let fact): fact.words
    case .circle(let fact): fact.words
    case .machine(let fact): fact.words
    case .preview(let fact): fact.words
    case .pages(let fact): fact.words
    case .problem(.workUnfinished(let work)): Self.words(of: .workUnfinished(work))
    case .problem(let problem): FindingWords(problem.text, problem.advice)
    case .late(let limit, let cause):
      FindingWords("not finished within \(limit.components.seconds) s", cause.advice)
    case .error(let error): FindingWords(PrintedError(error).line)
    }
  }

  /// Names the work, too, which the check doesn't.
  private static func words(of problem: Problem) -> FindingWords {
    FindingWords("\(problem.subject): \(problem.text)", problem.advice)
  }
}

extension Lateness {
  fileprivate var advice: String {
    switch self {
    case .hindered: "see what keeps it"
    case .largeStore: "minicrm doctor --deep takes the time that it needs"
    case .silentServer:
      "the server, or a firewall on the way, doesn't answer: try its port with openssl s_client"
    }
  }
}
