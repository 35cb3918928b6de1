import Application
import Preview

extension PreviewFact {
  var words: FindingWords {
    switch self {
    case .programsMissing(let names):
      FindingWords(
        "\(names.joined(separator: ", ")) can't be found: documents are shown without pages",
        "apt install poppler-utils libvips-tools")
    case .closedIn: FindingWords("the programs are there, and can touch nothing")
    case .open(let lacking):
      FindingWords(
        "the kernel grants no \(Self.names(of: lacking)) to programs that read strangers' files",
        "let systemd start minicrm-preview.service, or take a kernel of Debian 12 or newer")
    case .running(let path): FindingWords("one listens at \(path)")
    case .ownOfPages(let path):
      FindingWords("none listens at \(path), so minicrm web runs one itself")
    }
  }

  private static func names(of protections: Protections) -> String {
    let names: [(Protections, String)] = [
      (.files, "Landlock"), (.calls, "seccomp"), (.namespaces, "user and network namespaces"),
    ]
    return names.filter { protections.contains($0.0) }.map(\.1).joined(separator: ", ")
  }
}
