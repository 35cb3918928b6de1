import Records

/// A word on the pages. Templates say it by its name: `{{words.save}}`.
package enum Label: String, Sendable, CaseIterable {
  // Lists.
  case inbox, archived, waiting, documents, customers, contacts, tasks, log, settings, menu
  // Actions.
  case details, showDocuments, why, addTask, add, newCustomer
  case save, saveAndNext, undo, archive, restore, merge
  case byMail, showInstructions, logIn, logOut
  // Fields.
  case email, password, name, businessID, phone, role
  case title, date, group, notes, description, person
  case customer, contact, search, kind, from, to
  // The frame of every page.
  case skipToContent, startPage

  package subscript(language: Language) -> String { words[language] }

  package var words: Words { list ?? action ?? field }

  private var list: Words? {
    switch self {
    case .inbox: Words("Saapuneet", "Inkomna", "Inbox")
    case .archived: Words("Arkistoidut", "Arkiverade", "Archived")
    case .waiting: Words("Odottavat", "Väntande", "Waiting")
    case .documents: Words("Dokumentit", "Dokument", "Documents")
    case .customers: Words("Asiakkaat", "Kunder", "Customers")
    case .contacts: Words("Kontaktit", "Kontakter", "Contacts")
    case .tasks: Words("Tehtävät", "Uppgifter", "Tasks")
    case .log: Words("CRM asiakasloki", "CRM-kundlogg", "CRM customer log")
    case .settings: Words("Asetukset", "Inställningar", "Settings")
    case .menu: Words("Valikko", "Meny", "Menu")
    case .skipToContent: Words("Siirry sisältöön", "Gå till innehållet", "Skip to content")
    case .startPage: Words("Etusivu", "Startsida", "Start page")
    default: nil
    }
  }

  private var action: Words? {
    switch self {
    case .details: Words("Tiedot...", "Detaljer...", "Details...")
    case .showDocuments: Words("Näytä dokumentit", "Visa dokument", "Show documents")
    case .why: Words("Miksi?", "Varför?", "Why?")
    case .addTask: Words("Lisää tehtävä", "Lägg till uppgift", "Add task")
    case .add: Words("Lisää", "Lägg till", "Add")
    case .newCustomer: Words("Uusi asiakas", "Ny kund", "New customer")
    case .save: Words("Tallenna", "Spara", "Save")
    case .saveAndNext: Words("Tallenna ja seuraava", "Spara och nästa", "Save and next")
    case .undo: Words("Kumoa", "Ångra", "Undo")
    case .archive: Words("Arkistoi", "Arkivera", "Archive")
    case .restore: Words("Palauta", "Återställ", "Restore")
    case .merge: Words("Yhdistä", "Slå ihop", "Merge")
    case .byMail:
      Words(
        "Dokumenttien tallennus sähköpostilla", "Spara dokument per e-post",
        "Saving documents by e-mail")
    case .showInstructions: Words("Näytä ohje", "Visa anvisning", "Show instructions")
    case .logIn: Words("Kirjaudu", "Logga in", "Log in")
    case .logOut: Words("Kirjaudu ulos", "Logga ut", "Log out")
    default: nil
    }
  }

  /// Labels that are no field are among the others.
  private var field: Words {
    switch self {
    case .email: Words("Sähköposti", "E-post", "E-mail")
    case .password: Words("Salasana", "Lösenord", "Password")
    case .name: Words("Nimi", "Namn", "Name")
    case .businessID: Words("Y-tunnus", "FO-nummer", "Business ID")
    case .phone: Words("Puhelin", "Telefon", "Phone")
    case .role: Words("Rooli", "Roll", "Role")
    case .title: Words("Otsikko", "Rubrik", "Title")
    case .date: Words("Päivä", "Datum", "Date")
    case .group: Words("Ryhmä", "Grupp", "Group")
    case .notes: Words("Muistiinpanot", "Anteckningar", "Notes")
    case .description: Words("Kuvaus", "Beskrivning", "Description")
    case .person: Words("Henkilö", "Person", "Person")
    case .customer: Words("Asiakas", "Kund", "Customer")
    case .contact: Words("Kontakti", "Kontakt", "Contact")
    case .search: Words("Haku", "Sök", "Search")
    case .kind: Words("Laji", "Slag", "Kind")
    case .from: Words("Alkaen", "Från", "From")
    case .to: Words("Asti", "Till", "To")
    default: preconditionFailure("the label \(rawValue) has no words")
    }
  }
}
