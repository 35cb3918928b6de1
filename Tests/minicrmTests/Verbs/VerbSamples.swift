import TestKit

/// A value for every argument that verbs take, for tests that run all of them.
///
/// Sample values of arguments; one that names a record depends on the company. Where an argument
/// may name several kinds of records (a file), each kind has a value, and the first is the sample.
enum VerbSamples {
  typealias Value = @Sendable (CompanyRecords) -> String

  /// The arguments that say for which company a verb is run.
  static let context: Set = ["--company", "<slug>"]
  /// The options by which a verb finds its records itself, instead of being given ids.
  static let choosing: Set = [
    "--all", "--verdict", "--sender", "--from", "--to", "--text", "--state", "--group",
    "--customer", "--contact", "--keep-until-before",
  ]
  /// Arguments that the parser takes for optional, and their verbs need all the same.
  static let needed: Set = [
    "log record --kind", "log record --amount", "person invite --print", "person password --print",
  ]
  /// Arguments that go with none, or not all, of the others: events come as lines, all companies
  /// are meant, or the verb never ends.
  static let apart: Set = ["log record --stdin", "log verify --all", "log feed --follow"]
  /// Stands for a file that is not there yet.
  static let newFile = "{new}"

  /// All values of an argument; what is said of it at one verb comes before what is said of it at
  /// all verbs of a noun, and that before what is said of it anywhere.
  static func values(of argument: Verb.Argument, at verb: Verb) throws -> [Value] {
    let label = argument.label
    for key in ["\(verb) \(label)", "\(verb.path[0]) \(label)", label] {
      if let values = records[key] { return values }
      if let value = plain[key] { return [{ _ in value }] }
    }
    throw TestKitError(
      "\(verb) takes \(label), which the tests over all verbs don't know: add a value to "
        + "VerbSamples.records when it names a record of a company (and the record to "
        + "CompanyRecords and PreparedCompany), else to VerbSamples.plain")
  }

  /// The arguments that name records, where acme's value must not do at beta, and files.
  private static let records: [String: [Value]] = [
    "document add <file>": [{ "\($0.installation)/uusi.txt" }],
    "customer import <file>": [{ "\($0.installation)/uusi.csv" }],
    "mail add <file>": [{ "\($0.installation)/uusi.eml" }],
    "group import <file>": [{ "\($0.installation)/ryhmat.csv" }],
    "task import <file>": [
      { "\($0.files)/task.csv" }, { "\($0.files)/taskCustomer.csv" },
    ],
    "document import <folder>": [{ $0.installation }],
    "document import --map": [{ "\($0.files)/document.csv" }],
    "--company": [{ $0.slug }], "<slug>": [{ $0.slug }],
    "--as": [{ $0.email }], "--person": [{ $0.email }], "task edit --person": [{ $0.otherEmail }],
    "--customer": [{ $0.customer }, { "ext:\($0.externalID)" }, { $0.customerName }],
    "--contact": [{ $0.contact }], "--group": [{ $0.groupPath }],
    "person <id>": [{ $0.otherPerson }], "customer <id>": [{ $0.customer }],
    "contact <id>": [{ $0.contact }],
    "customer restore <id>": [{ $0.archivedCustomer }],
    "customer merge --into": [{ $0.otherCustomer }],
    "contact restore <id>": [{ $0.removedContact }], "contact merge --into": [{ $0.otherContact }],
    "contact edit --customer": [{ $0.otherCustomer }], "group <id>": [{ $0.group }],
    "group <parent>": [{ $0.otherGroup }], "document <id>": [{ $0.document }],
    "document return <id>": [{ $0.filedDocument }],
    "document restore <id>": [{ $0.archivedDocument }], "document <ids>": [{ $0.document }],
    "document remove <id>": [{ $0.archivedDocument }],
    "task reopen <id>": [{ $0.doneTask }], "person restore <id>": [{ $0.removedPerson }],
    "group remove <id>": [{ $0.otherGroup }], "--tasks-to": [{ $0.email }],
    "mail <ids>": [{ $0.heldMail }],
    "task <id>": [{ $0.task }], "reminder <id>": [{ $0.reminder }], "mail <id>": [{ $0.heldMail }],
    "erase contact <id>": [{ $0.contact }], "erase person <id>": [{ $0.otherPerson }],
    "mail show <id>": [{ $0.filedMail }, { $0.heldMail }],
    "mail explain <id>": [{ $0.filedMail }, { $0.heldMail }],
    "mail add --to": [{ $0.address }], "log --after": [{ $0.cursor }],
    "log show <id>": [{ $0.entry }], "--corrects": [{ $0.entry }], "--expect": [{ $0.head }],
    "person --after": [{ $0.otherPerson }], "customer --after": [{ $0.customer }],
    "contact --after": [{ $0.contact }], "group --after": [{ $0.group }],
    "document --after": [{ $0.document }], "task --after": [{ $0.task }],
    "reminder --after": [{ $0.reminder }], "mail --after": [{ $0.filedMail }],
    "contact import <file>": [{ "\($0.files)/customer.csv" }, { "\($0.files)/externalID.csv" }],
    "log import <file>": [
      { "\($0.files)/customer.jsonl" }, { "\($0.files)/contact.jsonl" },
      { "\($0.files)/person.jsonl" },
    ],
  ]

  private static let plain: [String: String] = [
    "--name": "Uusi nimi", "<name>": "Uusi nimi", "--slug": "uusi", "--business-id": "1234567-1",
    "--language": "sv", "--time-zone": "Europe/Stockholm", "--reminder-days": "3,1",
    "--reminder-at": "08:30", "--email": "uusi@uusi.example", "--phone": "040 123 4567",
    "--role": "Ostaja", "person --role": "accountant", "contact list --role": "tavallinen",
    "<path>": "Uusi/Uudempi",
    "--title": "Uusi otsikko", "--description": "Uusi kuvaus", "--date": "2998-12-31",
    "customer --map": "name=name", "contact --map": "name=name", "group --map": "path=path",
    "task --map": "date=date",
    "--output": newFile, "--limit": "20", "--text": "lasku", "--from": "2020-01-01",
    "--to": "2999-12-31", "document --state": "inbox", "task --state": "open",
    "reminder --state": "failed", "--days": "3000", "--reminder-workdays": "true",
    "--verdict": "filed", "log search --kind": "note,taskAdded", "log record --kind": "invoice",
    "--street": "Katu 1", "--postal-code": "20100", "--city": "Turku", "--country": "FI",
    "--notes": "Uusi\nmuistio", "--amount": "12.50", "--currency": "EUR", "--reference": "1232",
    "--external-id": "uusi-1", "--at": "2026-11-24",
    "--keep-until": "2998-12-31", "--keep-years": "6",
    "--keep-until-before": "2999-01-01", "--sender": "laskutus", "--grace": "14d",
    "--remind": "3,1", "--every": "month", "--reason": "Asiakas pyysi", "--early": "Turha",
    "company --after": "1", "--also": "Entinen Nimi", "--up-to": "50",
  ]
}
