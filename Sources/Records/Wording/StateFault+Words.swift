extension StateFault {
  var cause: Words {
    switch self {
    case .taskIsDone:
      Words("tehtävä on jo tehty", "uppgiften är redan utförd", "it is done already")
    case .taskWasCancelled:
      Words("tehtävä on peruttu", "uppgiften är avlyst", "it was cancelled")
    case .wasRemoved(let email):
      Words(
        "\(FieldRule.shown(email)) on poistettu", "\(FieldRule.shown(email)) har tagits bort",
        "\(FieldRule.shown(email)) was removed")
    case .groupInUse(let groups, let documents, let tasks):
      Words(
        "sillä on ryhmiä \(groups), dokumentteja \(documents), tehtäviä \(tasks)",
        "den har grupper \(groups), dokument \(documents), uppgifter \(tasks)",
        "it has groups \(groups), documents \(documents), tasks \(tasks)")
    case .wasErased:
      Words(
        "henkilötiedot on poistettu pysyvästi", "personuppgifterna har raderats för gott",
        "its personal data were erased for good")
    case .isKept(let day):
      Words(
        "sitä säilytetään \(day.text(in: .finnish)) asti",
        "det sparas till \(day.text(in: .swedish))", "it is kept until \(day)")
    case .wasMerged(let id):
      Words(
        "se on yhdistetty jo toiseen: \(id)", "den är redan sammanslagen med en annan: \(id)",
        "it was merged into \(id)")
    case .isItself:
      Words(
        "sitä ei voi yhdistää itseensä", "den kan inte slås ihop med sig själv",
        "it can't be merged into itself")
    case .isArchived: Words("se on arkistoitu", "den är arkiverad", "it is archived")
    case .switchedOff:
      Words(
        "yrityksen Mini-CRM on pois päältä: sen posti odottaa, eikä sen tietoja muuteta",
        "företagets Mini-CRM är avstängt: dess post väntar, och inga uppgifter ändras",
        "it is switched off: its mail is held, and its records aren't changed")
    case .notFailed(let state):
      Words(
        "muistutus on \(state.words.finnish), joten uudelleen yritettävää ei ole",
        "påminnelsen är \(state.words.swedish), så det finns inget att försöka igen",
        "it is \(state.words.english), so there is nothing to try again")
    case .beingSent:
      Words(
        "muistutusta ollaan juuri lähettämässä", "påminnelsen är just på väg ut",
        "a worker is about to send it")
    case .taskChanged:
      Words(
        "sen tehtävä on päättynyt, siirretty tai annettu toiselle",
        "dess uppgift har avslutats, flyttats eller getts till någon annan",
        "its task has ended, was moved, or is somebody else's by now")
    case .changedSince:
      Words(
        "tietoja on muutettu sen jälkeen", "uppgifterna har ändrats efter det",
        "its record was changed since")
    case .lastAdmin:
      Words(
        "yrityksellä ei olisi muuta ylläpitäjää", "företaget skulle inte ha någon administratör",
        "the company would have no other admin")
    case .sendsNoMail:
      Words(
        "järjestelmä ei lähetä sähköpostia", "systemet skickar ingen e-post",
        "the installation sends no mail")
    case .takesNoMail:
      Words(
        "järjestelmään ei tule sähköpostia", "systemet tar inte emot e-post",
        "the installation takes no mail")
    case .notUndoable:
      Words(
        "sitä ei voi kumota", "det går inte att ångra", "it can't be undone")
    }
  }

  var suggestion: Words? {
    switch self {
    case .notFailed:
      Words("valitse epäonnistunut muistutus", "välj en misslyckad påminnelse", "name a failed one")
    case .wasMerged, .isArchived:
      Words("palauta se ensin", "återställ den först", "restore it first")
    case .lastAdmin:
      Words(
        "anna ylläpito ensin toiselle", "ge först rollen åt någon annan",
        "give somebody else that role first")
    case .sendsNoMail, .takesNoMail:
      Words(
        "pyydä järjestelmän ylläpitäjää asettamaan palvelin",
        "fråga systemets operatör efter en server",
        "ask its operator for a server")
    case .isItself: Words("valitse toinen", "välj en annan", "name another")
    default: nil
    }
  }
}

extension ReminderState {
  /// As people say it of a reminder.
  package var words: Words {
    switch self {
    case .planned: Words("suunniteltu", "planerad", rawValue)
    case .sending: Words("lähtemässä", "på väg ut", rawValue)
    case .retrying: Words("uudelleen yritettävänä", "under nytt försök", rawValue)
    case .sent: Words("lähetetty", "skickad", rawValue)
    case .failed: Words("epäonnistunut", "misslyckad", rawValue)
    case .cancelled: Words("peruttu", "avlyst", rawValue)
    case .merged: Words("yhdistetty myöhempään", "sammanslagen med en senare", rawValue)
    case .missed: Words("jäänyt lähettämättä", "aldrig skickad", rawValue)
    }
  }
}
