import Application
import Foundation

extension StoreFact {
  var words: FindingWords {
    switch self {
    case .schemaNewer(let stored, let known):
      FindingWords(
        "its version is \(stored), this program knows up to \(known)",
        "use the newer minicrm that wrote it")
    case .schemaOlder(let stored, let known):
      FindingWords(
        "its version is \(stored), this program brings it to \(known) when it starts",
        "make a backup first")
    case .schema(let version): FindingWords("version \(version)")
    case .journalGuarded(let engine):
      FindingWords(
        "\(engine); one lock for all who write or checkpoint, none checkpoints by itself")
    case .journalUnguarded(let engine):
      FindingWords(
        "\(engine); no program of this release has opened the store yet",
        "stop what is older, then run minicrm company list")
    case .whole(let deep): FindingWords(deep ? "whole, indexes too" : "whole")
    case .fault(let fault): FindingWords(fault, "stop minicrm and restore from a backup")
    case .logs(let count, let entries):
      FindingWords("\(count) logs with \(entries) entries, each fits the one before")
    case .logBroken(let company, let fault):
      FindingWords(fault.text(inLogOf: company), "compare it with a backup")
    case .nothingUnfinished: FindingWords("no import or erasure was cut off")
    }
  }
}
