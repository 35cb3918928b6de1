import Application
import Foundation

extension ContentFact {
  var words: FindingWords {
    switch self {
    case .fault(let fault):
      FindingWords(fault.text, fault.isUnreadable ? Self.mending : Self.puttingBack)
    case .moreFaults(let count): FindingWords("and \(count) more", Self.puttingBack)
    case .whole(let count, let deep):
      FindingWords(
        "\(count), \(deep ? "every byte as it was filed" : "all there in their length")")
    case .unnamed(let count, let bytes):
      FindingWords(
        "\(count) files (\(bytes.formatted(.byteCount(style: .binary)))) belong to nothing any "
          + "more")
    }
  }

  /// A mail that has the content writes it again as well.
  private static let puttingBack =
    "restore the file from a backup (blobs/ab/cdef… has the same name there), or have the mail "
    + "sent again; then minicrm gc --scrub"
  private static let mending =
    "see whose the file is (ls -l) and what the disk says (dmesg); it may be whole"
}
