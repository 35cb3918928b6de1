import Application
import Foundation
import Platform

extension DirectoryFact {
  var words: FindingWords {
    switch self {
    case .missing(let path):
      FindingWords(
        "there is no directory \(path)",
        "minicrm company add makes it; else correct store.directory in the settings")
    case .foreign(let root):
      FindingWords(
        "\(root.path) belongs to \(root.owner), and \(SystemUser.current) is another user",
        root.owner.running("minicrm doctor"))
    case .stranger(let path):
      FindingWords("\(path) is not minicrm's, which leaves it alone", "move it away")
    case .moreStrangers(let count): FindingWords("and \(count) more")
    case .room(let bytes): FindingWords(Self.free(bytes))
    case .littleRoom(let bytes):
      FindingWords("only \(Self.free(bytes))", "make room where store.directory is")
    }
  }

  private static func free(_ bytes: Int64) -> String {
    "\(bytes.formatted(.byteCount(style: .binary))) are free"
  }
}
