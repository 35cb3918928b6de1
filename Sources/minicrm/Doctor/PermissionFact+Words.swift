import Application
import Platform

extension PermissionFact {
  var words: FindingWords {
    switch self {
    case .link(let file):
      FindingWords(
        "\(file.path) is a link, and none is followed there", "put what it leads to in its place")
    case .open(let file):
      FindingWords(
        "others have access to \(file.path) (mode \(file.octalMode))", "chmod go-rwx \(file.path)")
    case .mixedOwners(let file, let root):
      FindingWords(
        "\(file.path) belongs to \(file.owner), the directory to \(root.owner)",
        "chown -R \(root.owner): \(root.path); run minicrm as that user only")
    case .closed(let file):
      FindingWords(
        "\(file.path) is closed to its owner (mode \(file.octalMode))", "chmod u+rw \(file.path)")
    case .own(let root): FindingWords("\(root.path) belongs to \(root.owner), and to nobody else")
    }
  }
}
