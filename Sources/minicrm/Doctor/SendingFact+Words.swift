import Application
import Foundation

extension SendingFact {
  var words: FindingWords {
    switch self {
    case .noServer:
      FindingWords(
        "the settings name no server: nobody is reminded",
        "name one under smtp if people are to be")
    case .noToken(let trouble): FindingWords("\(trouble)")
    case .loginRefused(let trouble): FindingWords("\(trouble)", "check username and password")
    case .unreachable(let trouble):
      FindingWords("\(trouble)", "check smtp in the settings, and the server")
    case .noLogin: FindingWords("none is asked for")
    case .size(nil): FindingWords("the server names no limit")
    case .size(let bytes?): FindingWords(Self.taken(bytes))
    case .smallSize(let bytes):
      FindingWords(Self.taken(bytes), "a long reminder may be refused; have it raised")
    }
  }

  private static func taken(_ bytes: Int64) -> String {
    "mails of up to \(bytes.formatted(.byteCount(style: .binary))) are taken"
  }
}
