extension TableFault {
  var cause: Words {
    switch self {
    case .empty: Words("tiedosto on tyhjä", "filen är tom", "the file is empty")
    case .notText: Words("se ei ole CSV-tekstiä", "den är ingen CSV-text", "it is no CSV text")
    case .unknownEncoding:
      Words(
        "se ei ole UTF-8:aa eikä Windows-1252:ta", "den är varken UTF-8 eller Windows-1252",
        "it is neither UTF-8 nor Windows-1252")
    case .quoteInside(let field):
      Words(
        "kentän \(field) sisällä on lainausmerkki", "fält \(field) har ett citattecken inuti",
        "field \(field) has a quote inside")
    case .behindQuote(let field):
      Words(
        "kenttä \(field) jatkuu lainausmerkin jälkeen",
        "fält \(field) fortsätter efter sitt citattecken",
        "field \(field) goes on after its quote")
    case .openQuote(let field):
      Words(
        "kentän \(field) lainausmerkki jää auki", "citattecknet i fält \(field) stängs aldrig",
        "the quote of field \(field) is never closed")
    case .wrongCount(let columns, let fields):
      Words(
        "otsikkorivillä on \(columns) saraketta, rivillä \(fields)",
        "rubrikraden har \(columns) kolumner, raden \(fields)",
        "the header names \(columns) columns, the row has \(fields)")
    }
  }

  var suggestion: Words? {
    switch self {
    case .empty:
      Words(
        "ensimmäisen rivin on nimettävä sarakkeet", "den första raden ska namnge kolumnerna",
        "its first line has to name the columns")
    case .notText, .unknownEncoding:
      Words(
        "tallenna se CSV-muodossa, UTF-8:na", "spara den som CSV, i UTF-8",
        "save it as CSV, in UTF-8")
    case .quoteInside:
      Words(
        "pane koko kenttä lainausmerkkeihin ja kahdenna siihen kuuluvat",
        "sätt hela fältet inom citattecken och dubblera dem som hör till det",
        "put all of it in quotes, and double those that belong to it")
    case .behindQuote, .openQuote, .wrongCount: nil
    }
  }
}
