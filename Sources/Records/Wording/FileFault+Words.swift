extension FileFault {
  var cause: Words {
    switch self {
    case .missing: Words("tiedostoa ei ole", "filen finns inte", "there is no such file")
    case .outside:
      Words(
        "polku ei ole kansion sisällä", "sökvägen ligger inte i mappen",
        "it is no path inside the folder")
    case .isLink: Words("se on linkki", "det är en länk", "it is a link")
    case .isNoFile: Words("se ei ole tiedosto", "det är ingen fil", "it is no file")
    }
  }

  var suggestion: Words? {
    switch self {
    case .missing, .isNoFile: nil
    case .outside:
      Words(
        "anna nimi kansiosta lukien: laskut/1.pdf",
        "ange namnet räknat från mappen: fakturor/1.pdf",
        "name it from the folder on, as invoices/1.pdf")
    case .isLink:
      Words(
        "pane kansioon itse tiedosto", "lägg själva filen i mappen", "put the file itself there")
    }
  }
}
