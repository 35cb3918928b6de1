import HTTPTypes
import Records

/// An error in words: what failed, and what a person can do about it.
struct ErrorWords: Sendable {
  let title: Words
  let advice: Words

  private init(_ title: Words, _ advice: Words) {
    self.title = title
    self.advice = advice
  }

  init(_ status: HTTPResponse.Status) {
    self =
      switch status.code {
      case 400: .badRequest
      case 401, 403: .forbidden
      case 404: .notFound
      case 405: .methodNotAllowed
      case 410: .gone
      case 413: .tooLarge
      case 422: .refused
      case 429: .tooMany
      case 503: .unavailable
      default: status.code < 500 ? .badRequest : .ours
      }
  }

  private static let badRequest = ErrorWords(
    Words("Pyyntöä ei voitu lukea", "Begäran kunde inte läsas", "The request could not be read"),
    Words(
      "Palaa edelliselle sivulle ja yritä uudelleen.",
      "Gå tillbaka till föregående sida och försök igen.",
      "Go back to the page before and try again."))

  private static let forbidden = ErrorWords(
    Words("Tähän ei ole oikeutta", "Du har inte rätt till detta", "You may not do this"),
    Words(
      "Lataa edellinen sivu uudelleen ja yritä vielä kerran. Jos se ei auta, kysy yrityksesi "
        + "pääkäyttäjältä.",
      "Läs in föregående sida på nytt och försök igen. Om det inte hjälper, fråga ditt företags "
        + "administratör.",
      "Reload the page before and try once more. If that doesn't help, ask an administrator of "
        + "your company."))

  private static let notFound = ErrorWords(
    Words("Sivua ei ole", "Sidan finns inte", "There is no such page"),
    Words(
      "Tarkista osoite tai aloita etusivulta.", "Kontrollera adressen eller börja på startsidan.",
      "Check the address, or begin at the start page."))

  private static let methodNotAllowed = ErrorWords(
    Words(
      "Sivua ei voi käyttää näin", "Sidan kan inte användas så här",
      "The page can't be used like this"),
    Words(
      "Avaa sivu linkistä tai aloita etusivulta.",
      "Öppna sidan via en länk eller börja på "
        + "startsidan.",
      "Open the page by a link, or begin at the start page."))

  private static let gone = ErrorWords(
    Words(
      "Linkki ei ole enää voimassa", "Länken gäller inte längre", "The link is no longer valid"),
    Words(
      "Pyydä uusi linkki. Linkkiä voi käyttää vain kerran.",
      "Be om en ny länk. En länk kan bara användas en gång.",
      "Ask for a new link. A link can be used only once."))

  private static let tooLarge = ErrorWords(
    Words("Tiedosto on liian suuri", "Filen är för stor", "The file is too large"),
    Words(
      "Valitse pienempi tiedosto tai jaa se osiin.",
      "Välj en mindre fil eller dela upp den.", "Choose a smaller file, or split it."))

  private static let refused = ErrorWords(
    Words("Tietoja ei hyväksytty", "Uppgifterna godkändes inte", "The data was not accepted"),
    Words(
      "Palaa edelliselle sivulle ja tarkista kentät.",
      "Gå tillbaka till föregående sida och kontrollera fälten.",
      "Go back to the page before and check its fields."))

  private static let tooMany = ErrorWords(
    Words("Liian monta yritystä", "För många försök", "Too many attempts"),
    Words(
      "Odota hetki ja yritä sitten uudelleen.", "Vänta en stund och försök sedan igen.",
      "Wait a while, then try again."))

  private static let unavailable = ErrorWords(
    Words(
      "Palvelu ei ole juuri nyt käytettävissä", "Tjänsten är inte tillgänglig just nu",
      "The service is not available right now"),
    Words(
      "Yritä uudelleen hetken kuluttua.", "Försök igen om en stund.", "Try again in a moment."))

  private static let ours = ErrorWords(
    Words("Jokin meni vikaan", "Något gick fel", "Something went wrong"),
    Words(
      "Vika on meissä, ja siitä jäi merkintä. Yritä uudelleen hetken kuluttua.",
      "Felet är vårt och har antecknats. Försök igen om en stund.",
      "The fault is ours, and it was noted. Try again in a moment."))
}
