/// Forwarding that somebody switches on.
extension LogText {
  package func setupReceived(
    _ confirmation: MailConfirmation, sender: String?, subject: String?
  ) -> String {
    let found = found(confirmation)
    let origin = origin(sender, subject)
    let provider = confirmation.provider
    let warning = confirmation.authenticatedAs == nil ? " " + warning(provider) : ""
    return switch language {
    case .finnish: "Edelleenlähetyksen vahvistus, \(provider)\(origin): \(found).\(warning)"
    case .swedish: "Bekräftelse av vidarebefordran, \(provider)\(origin): \(found).\(warning)"
    case .english: "A forwarding confirmation, \(provider)\(origin): \(found).\(warning)"
    }
  }

  private func found(_ confirmation: MailConfirmation) -> String {
    let (code, link) =
      switch language {
      case .finnish: ("koodi", "linkki")
      case .swedish: ("kod", "länk")
      case .english: ("code", "link")
      }
    let all = [
      confirmation.code.map { "\(code) \($0)" }, confirmation.url.map { "\(link) \($0)" },
    ].compactMap(\.self)
    if !all.isEmpty { return all.joined(separator: ", ") }
    return switch language {
    case .finnish: "koodia tai linkkiä ei voi näyttää"
    case .swedish: "ingen kod eller länk kan visas"
    case .english: "no code or link can be shown"
    }
  }

  private func warning(_ provider: String) -> String {
    switch language {
    case .finnish:
      "VAROITUS: kuka tahansa on voinut lähettää tämän, mikään ei todista että sen lähetti "
        + "\(provider); käytä koodia tai linkkiä vain, jos pyysit sitä juuri itse."
    case .swedish:
      "VARNING: vem som helst kan ha skickat detta, inget bevisar att det var \(provider); använd "
        + "koden eller länken bara om du själv nyss bad om den."
    case .english:
      "WARNING: anybody may have sent this, nothing proves that it was \(provider); use the code "
        + "or link only if you asked for it just now."
    }
  }
}
