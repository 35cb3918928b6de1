import Application

extension PagesFact {
  var words: FindingWords {
    switch self {
    case .noPages: FindingWords("the settings have no web section: nobody logs in")
    case .origin(let origin, isSecure: true): FindingWords("people see them at \(origin)")
    case .origin(let origin, isSecure: false):
      FindingWords("people of this machine alone see them, at \(origin)")
    case .serving(let place): FindingWords("it answers at \(place), and the store answers it")
    case .silent(let place, let trouble):
      FindingWords(
        "it doesn't answer at \(place): \(trouble)",
        "start minicrm web (systemctl start minicrm-web), or see why it ended "
          + "(journalctl -u minicrm-web)")
    case .unwell(let place, let status):
      FindingWords(
        "it answers at \(place) with status \(status)",
        "see what keeps it from the store (journalctl -u minicrm-web), and whether web.listen is "
          + "its place")
    case .reached(let origin): FindingWords("\(origin) leads to them")
    case .unreached(let origin, let trouble):
      FindingWords(
        "\(origin) doesn't lead to them from here: \(trouble)",
        "see whether web.origin is the proxy's address, and the proxy's settings (docs/pages.md)")
    }
  }
}
