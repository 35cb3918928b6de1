extension LogKind {
  /// The kind as people choose it: `dokumentti saapui`.
  package var words: Words { Self.words[self] ?? Words(rawValue, rawValue, rawValue) }

  private static let words: [LogKind: Words] = [
    .documentReceived: Words("dokumentti saapui", "dokument inkom", "document received"),
    .documentAdded: Words("dokumentti lisättiin", "dokument lades till", "document added"),
    .documentEdited: Words("dokumenttia muokattiin", "dokument redigerades", "document edited"),
    .documentAssigned: Words("dokumentti tallennettiin", "dokument sparades", "document filed"),
    .documentArchived: Words(
      "dokumentti arkistoitiin", "dokument arkiverades", "document archived"),
    .taskAdded: Words("tehtävä lisättiin", "uppgift lades till", "task added"),
    .taskEdited: Words("tehtävää muokattiin", "uppgift redigerades", "task edited"),
    .taskDone: Words("tehtävä tehtiin", "uppgift utfördes", "task done"),
    .taskCancelled: Words("tehtävä peruttiin", "uppgift avlystes", "task cancelled"),
    .reminderSent: Words("muistutus lähetettiin", "påminnelse skickades", "reminder sent"),
    .reminderFailed: Words("muistutus epäonnistui", "påminnelse misslyckades", "reminder failed"),
    .reminderBounced: Words("muistutus palautui", "påminnelse studsade", "reminder bounced"),
    .reminderMissed: Words(
      "muistutus jäi lähettämättä", "påminnelse blev oskickad", "reminder missed"),
    .reminderCancelled: Words("muistutus peruttiin", "påminnelse avlystes", "reminder cancelled"),
    .invoice: Words("lasku", "faktura", "invoice"),
    .payment: Words("suoritus", "betalning", "payment"),
    .note: Words("muistiinpano", "anteckning", "note"),
    .customerAdded: Words("asiakas lisättiin", "kund lades till", "customer added"),
    .customerEdited: Words("asiakasta muokattiin", "kund redigerades", "customer edited"),
    .customerArchived: Words("asiakas arkistoitiin", "kund arkiverades", "customer archived"),
    .contactAdded: Words("kontakti lisättiin", "kontakt lades till", "contact added"),
    .contactEdited: Words("kontaktia muokattiin", "kontakt redigerades", "contact edited"),
    .contactRemoved: Words("kontakti poistettiin", "kontakt togs bort", "contact removed"),
    .personAdded: Words("henkilö lisättiin", "person lades till", "person added"),
    .personEdited: Words("henkilöä muokattiin", "person redigerades", "person edited"),
    .personRemoved: Words("henkilö poistettiin", "person togs bort", "person removed"),
    .groupAdded: Words("ryhmä lisättiin", "grupp lades till", "group added"),
    .groupRenamed: Words("ryhmä nimettiin uudelleen", "grupp döptes om", "group renamed"),
    .groupMoved: Words("ryhmä siirrettiin", "grupp flyttades", "group moved"),
    .mailHeld: Words("sähköposti jäi odottamaan", "e-post blev väntande", "mail held"),
    .mailReleased: Words("sähköposti vapautettiin", "e-post släpptes", "mail released"),
    .setupReceived: Words("vahvistuspyyntö saapui", "bekräftelse inkom", "confirmation received"),
    .documentReturned: Words(
      "dokumentti palautettiin Saapuneisiin", "dokument återställdes till Inkomna",
      "document returned to the Inbox"),
    .documentRestored: Words(
      "dokumentti palautettiin arkistosta", "dokument togs ur arkivet", "document restored"),
    .documentRemoved: Words("dokumentti poistettiin", "dokument togs bort", "document removed"),
    .taskReopened: Words(
      "tehtävä avattiin uudelleen", "uppgift öppnades på nytt", "task opened again"),
    .customerRestored: Words("asiakas palautettiin", "kund återställdes", "customer restored"),
    .customerMerged: Words("asiakas yhdistettiin", "kund slogs ihop", "customer merged"),
    .contactRestored: Words("kontakti palautettiin", "kontakt återställdes", "contact restored"),
    .contactMerged: Words("kontakti yhdistettiin", "kontakt slogs ihop", "contact merged"),
    .personRestored: Words("henkilö palautettiin", "person återställdes", "person restored"),
    .groupRemoved: Words("ryhmä poistettiin", "grupp togs bort", "group removed"),
    .mailDiscarded: Words("sähköposti hylättiin", "e-post förkastades", "mail discarded"),
    .companyEdited: Words(
      "yrityksen asetukset muuttuivat", "företagets inställningar ändrades", "company edited"),
    .addressRotated: Words("osoite vaihdettiin", "adress byttes", "address changed"),
    .personInvited: Words("henkilö kutsuttiin", "person bjöds in", "person invited"),
    .passwordChanged: Words("salasana vaihdettiin", "lösenord byttes", "password changed"),
  ]
}
