/// The sentences of events that came without a text of their own.
extension LogText {
  /// `Lasku 1250,50 EUR, viite 1232`
  package func recorded(_ event: RecordedEvent) -> String {
    var text = name(of: event.kind)
    if let money = event.money { text += " \(written(money))" }
    if let reference = event.reference { text += ", \(referenceWord) \(reference)" }
    return text
  }

  private func name(of kind: LogKind) -> String {
    switch (kind, language) {
    case (.invoice, .finnish): "Lasku"
    case (.invoice, .swedish): "Faktura"
    case (.invoice, .english): "Invoice"
    case (.payment, .finnish): "Suoritus"
    case (.payment, .swedish): "Betalning"
    case (.payment, .english): "Payment"
    default: kind.rawValue
    }
  }

  private var referenceWord: String {
    switch language {
    case .finnish: "viite"
    case .swedish: "referens"
    case .english: "reference"
    }
  }

  private func written(_ money: Money) -> String {
    let amount =
      language == .english ? money.amount : money.amount.replacing(".", with: ",")
    return "\(amount) \(money.currency)"
  }
}
