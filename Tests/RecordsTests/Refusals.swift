import Records

/// A refusal of each fault, with the field that it is on; nil where there is none.
enum Refusals {
  static let all: [Refusal] =
    texts + numbers + times + absent + names + taken + places + states + requests + imports

  private static let lastDay = {
    guard let day = CivilDate("2030-12-31") else { preconditionFailure("no such day") }
    return day
  }()

  private static let texts = [
    Refusal(.name, .text(.empty)),
    Refusal(.role, .text(.tooLong(limit: 100, .characters, has: 101))),
    Refusal(.description, .text(.tooLong(limit: 16_000, .bytes, has: 16_001))),
    Refusal(.title, .text(.control("\u{7}"))),
    Refusal(.slug, "Ä", .text(.notASlug)), Refusal(.slug, "-x", .text(.hyphenAtAnEnd)),
    Refusal(.email, "x", .text(.notAnAddress)), Refusal(.password, .text(.tooShort(least: 8))),
    Refusal(.password, .text(.easilyGuessed)), Refusal(.password, .text(.wrongPassword)),
  ]

  private static let numbers = [
    Refusal(.businessID, "1", .number(.notABusinessID)),
    Refusal(.reference, "1", .number(.notAReference)),
    Refusal(.businessID, "1234567-2", .number(.wrongCheckDigit)),
    Refusal(.phone, "x", .number(.notAPhoneNumber)),
    Refusal(.phone, "1", .number(.tooFewDigits(least: 3))),
    Refusal(.amount, "1,5", .number(.notAnAmount(before: 15, after: 4))),
    Refusal(.currency, "eur", .number(.notACurrency)),
  ]

  private static let times = [
    Refusal(.timeZone, "CET", .time(.unknownZone)),
    Refusal(.reminderDays, .time(.notReminderDays(most: 20, furthest: 365))),
    Refusal(.reminderAt, "8", .time(.notATimeOfDay)), Refusal(.date, "x", .time(.notADay)),
    Refusal(.every, "x", .time(.notARecurrence)),
    Refusal(.at, "x", .time(.notAMoment)),
    Refusal(.at, .time(.outOfYears(1...9999))), Refusal(.at, .time(.secondIsFull(most: 9))),
  ]

  private static let absent = [
    Refusal.notFound(CustomerID(rawValue: 9), .customer),
    Refusal(.group, "Ei ole", .absent(.unknown)),
    Refusal(.person, "x@y.example", .absent(.nobodyHasAddress)),
    Refusal(.person, "x@y.example", .absent(.nobodyHadAddress)),
    Refusal(.customerExternalID, "E9", .absent(.noneHasExternalID(.customer))),
  ]

  private static let names = [
    Refusal(.customer, "Virtanen", .name(.shared([4, 7]))),
    Refusal(.customer, "Virtanen", .name(.like([4]))),
  ]

  private static let taken = [
    Refusal(.email, "m@acme.example", .taken(.by(PersonID(rawValue: 2)))),
    Refusal(.slug, "acme", .taken(.byAnotherCompany)),
    Refusal(
      of: .record(.group, 3), .path,
      .taken(.byGroup(GroupID(rawValue: 5), path: "Myynti/Tarjoukset"))),
    Refusal(.group, "Kirjat", .taken(.byGroups(["Kirjat", "Muut/Kirjat"]))),
    Refusal(.address, "90", .time(.notAGrace(most: 60))),
    Refusal(.keepYears, "0", .number(.outOf(1...100))),
    Refusal(
      of: .record(.group, 5), .state(.groupInUse(groups: 1, documents: 2, tasks: 3))),
    Refusal(of: .record(.document, 6), .keepUntil, .state(.isKept(until: lastDay))),
    Refusal(of: .record(.person, 2), .state(.wasErased)),
    Refusal(of: .limit, .request(.tooMany(1_200, most: 1_000))),
    Refusal(.externalID, "E1", .taken(.byLine(2))),
    Refusal(.externalID, "S-1", .taken(.byEntry(LogNumber(rawValue: 4)))),
    Refusal(.externalID, "S-1", .taken(.byOtherLine(2))),
  ]

  private static let places = [
    Refusal(
      of: .record(.contact, 1), .contact,
      .place(.contactOfAnother(CustomerID(rawValue: 3), not: CustomerID(rawValue: 4)))),
    Refusal(
      of: .record(.contact, 1), .customer, .place(.contactStays(at: CustomerID(rawValue: 3)))),
    Refusal(
      of: .record(.contact, 1),
      .place(.contactsOfTwo(CustomerID(rawValue: 3), CustomerID(rawValue: 4)))),
    Refusal(.path, "a/b", .place(.slashInName)), Refusal(.group, "a//b", .place(.emptyName)),
    Refusal(.path, .place(.tooDeep(most: 100))),
    Refusal(of: .record(.group, 3), .path, .place(.groupInItself)),
    Refusal(of: .record(.group, 3), .path, .place(.groupBelow(path: "Myynti"))),
  ]

  private static let states =
    [
      Refusal(of: .record(.task, 1), .state(.taskIsDone)),
      Refusal(of: .record(.task, 1), .state(.taskWasCancelled)),
      Refusal(of: .record(.person, 1), .state(.wasRemoved(email: "m@acme.example"))),
      Refusal(of: .record(.customer, 1), .state(.wasMerged(into: 2))),
      Refusal(of: .record(.customer, 1), .state(.isItself)),
      Refusal(of: .record(.customer, 1), .state(.isArchived)),
      Refusal(of: .company(slug: "acme"), .state(.switchedOff)),
      Refusal(of: .record(.reminder, 1), .state(.beingSent)),
      Refusal(of: .record(.reminder, 1), .state(.taskChanged)),
      Refusal(of: .record(.logEntry, 4), .state(.changedSince)),
      Refusal(.role, .state(.lastAdmin)),
      Refusal(of: .record(.logEntry, 4), .state(.notUndoable)),
      Refusal(.email, .state(.sendsNoMail)),
      Refusal(of: .record(.mail, 1), .state(.takesNoMail)),
      Refusal(of: .record(.mail, 1), .mail(.neverWhole)),
      Refusal(of: .record(.mail, 1), .mail(.notKept)),
      Refusal(of: .part("1.2"), .mail(.partNotKept)),
      Refusal(of: .record(.mail, 1), .mail(.isFiled)),
      Refusal(of: .record(.mail, 1), .mail(.nothingToDiscard)),
      Refusal(of: .record(.mail, 1), .mail(.sameMail(MailID(rawValue: 2)))),
      Refusal(of: .record(.mail, 1), .mail(.notToBeFetched)),
      Refusal(of: .record(.mail, 1), .mail(.ofNoCompany)),
    ]
    + ReminderState.allCases.map { Refusal(of: .record(.reminder, 1), .state(.notFailed($0))) }

  private static let requests = [
    Refusal(of: .cursor, .request(.foreignCursor)), Refusal(of: .limit, .request(.belowOne)),
    Refusal(.kind, "taskDone", .request(.notFromOutside)),
    Refusal(.amount, .request(.withoutAmount)),
    Refusal(of: .furtherName, given: "Ab", .request(.findsTooMuch(least: 3))),
    Refusal(
      of: .furtherName, .request(.reachesTooFar([.init(name: "Oy", texts: 300)], most: 100))),
    Refusal(of: .record(.contact, 1), .request(.askedOtherwise)),
  ]

  private static let imports = [
    Refusal(of: .file("rivit.csv"), .importing(.changedMeanwhile)),
    Refusal(.externalID, "E9", .importing(.updatesNone(.contact))),
    Refusal(.externalID, .importing(.namesNone(.customer))),
    Refusal(.customer, .importing(.withoutCustomer)),
    Refusal(.customer, .importing(.twoCustomers)),
    Refusal(.contactExternalID, "C-1", .importing(.twoContacts)),
    Refusal(.table(.empty)), Refusal(of: .file("a.csv"), .table(.notText)),
    Refusal(of: .file("a.csv"), .table(.unknownEncoding)), Refusal(.table(.quoteInside(field: 1))),
    Refusal(.table(.behindQuote(field: 1))), Refusal(.table(.openQuote(field: 1))),
    Refusal(.table(.wrongCount(columns: 2, fields: 3))),
    Refusal(.column(.nameless(2))), Refusal(.column(.repeated("name"))),
    Refusal(.column(.unknown(["väri", "koko"], known: ["name", "email"]))),
    Refusal(.column(.notThere("Puh."))), Refusal(.column(.noField("väri", known: ["name"]))),
    Refusal(.column(.missing(["customer", "customerExternalID"]))),
    Refusal(.line(.tooLong(mebibytes: 1))), Refusal(.line(.notJSON)), Refusal(.line(.notAnObject)),
    Refusal(.line(.unknownKey("color", known: ["kind", "text"]))), Refusal(.kind, .line(.missing)),
    Refusal(.line(.repeatedKey("amount"))),
    Refusal(.text, .line(.wrongType)), Refusal(.amount, .line(.unreadable)),
    Refusal(.kind, "no", .line(.notOneOf(["invoice", "payment"]))),
    Refusal(.currency, .line(.currencyAlone)),
    Refusal(.file, "a.pdf", .file(.missing)), Refusal(.file, "../a.pdf", .file(.outside)),
    Refusal(.file, "a.pdf", .file(.isLink)), Refusal(.file, "laskut", .file(.isNoFile)),
  ]
}
