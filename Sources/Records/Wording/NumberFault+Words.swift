extension NumberFault {
  var cause: Words {
    switch self {
    case .notABusinessID:
      Words(
        "ei ole Y-tunnus eikä EU-maan ALV-tunniste",
        "det är varken ett FO-nummer eller ett momsnummer i ett EU-land",
        "it is neither a Y-tunnus nor an EU VAT number")
    case .notAReference:
      Words(
        "ei ole suomalainen viitenumero eikä RF-viite",
        "det är varken ett finländskt referensnummer eller en RF-referens",
        "it is neither a Finnish reference number nor one that begins with RF")
    case .outOf(let range):
      Words(
        "sallittuja ovat \(range.lowerBound)–\(range.upperBound)",
        "tillåtna är \(range.lowerBound)–\(range.upperBound)",
        "it is not from \(range.lowerBound) to \(range.upperBound)")
    case .wrongCheckDigit:
      Words(
        "tarkistusnumero ei täsmää", "kontrollsiffran stämmer inte", "its check digit is wrong")
    case .notAPhoneNumber:
      Words(
        "sallittuja ovat vain numerot, välilyönnit ja merkit + - ( ) . /",
        "endast siffror, mellanslag och tecknen + - ( ) . / är tillåtna",
        "it may hold only digits, spaces and + - ( ) . /")
    case .tooFewDigits(let least):
      Words(
        "alle \(least) numeroa", "färre än \(least) siffror", "it has fewer than \(least) digits")
    case .notAnAmount(let before, let after):
      Words(
        "ei ole summa, jossa on enintään \(before) numeroa ennen desimaalipistettä ja \(after) "
          + "sen jälkeen",
        "det är inget belopp med högst \(before) siffror före decimalpunkten och \(after) efter",
        "it is no decimal of at most \(before) digits before a point and \(after) after it")
    case .notACurrency:
      Words(
        "ei ole mikään ISO 4217:n valuutta", "det är ingen av valutorna i ISO 4217",
        "it is none of the currencies of ISO 4217")
    }
  }

  var suggestion: Words {
    switch self {
    case .notABusinessID:
      Words(
        "kirjoita 1234567-1 tai FI12345671", "skriv 1234567-1 eller FI12345671",
        "write 1234567-1 or FI12345671")
    case .notAReference, .wrongCheckDigit:
      Words(
        "tarkista, onko siinä kirjoitusvirhe", "kontrollera om det är felskrivet",
        "check for a typing error")
    case .notAPhoneNumber:
      Words(
        "kirjoita esimerkiksi +358 40 123 4567", "skriv till exempel +358 40 123 4567",
        "write for example +358 40 123 4567")
    case .tooFewDigits:
      Words(
        "kirjoita esimerkiksi 040 123 4567", "skriv till exempel 040 123 4567",
        "write for example 040 123 4567")
    case .notAnAmount:
      Words(
        "kirjoita 1234.50, tai hyvitykseen -1234.50",
        "skriv 1234.50, eller -1234.50 för en kreditering",
        "write it as 1234.50, or -1234.50 for a refund")
    case .notACurrency: Words("kirjoita EUR", "skriv EUR", "write it as EUR")
    case .outOf:
      Words("valitse niiden väliltä", "välj ett däremellan", "choose one in between")
    }
  }
}
