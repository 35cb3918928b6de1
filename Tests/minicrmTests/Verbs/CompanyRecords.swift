import Foundation
import TestKit

/// The records that arguments may name at one company, as they are typed.
struct CompanyRecords: Sendable {
  let slug: String
  var address: String
  /// The e-mail of the person who acts.
  var email: String
  var otherEmail: String
  var otherPerson: String
  var customer: String
  var customerName: String
  var otherCustomer: String
  var archivedCustomer: String
  /// Another system's name for a customer.
  var externalID: String
  var contact: String
  /// Of the same customer.
  var otherContact: String
  var removedContact: String
  var group: String
  var groupPath: String
  var otherGroup: String
  /// In the Inbox.
  var document: String
  var filedDocument: String
  var archivedDocument: String
  /// Open.
  var task: String
  var doneTask: String
  var removedPerson: String
  /// Failed, of a task that is open.
  var reminder: String
  var filedMail: String
  var heldMail: String
  /// Behind the newest entry of the log.
  var cursor: String
  /// An entry of the log, by its number; the other company has none of that number.
  var entry: String
  /// The hash of an entry.
  var head: String
  /// The folder of the files that name the records above.
  let files: String

  /// The records of a company that has none: their ids and names exist nowhere.
  init(nowhere files: String, as slug: String = "nowhere") {
    self.slug = slug
    address = "nowhere-aaaaaaaaaaaaaaaaaaaaaaaaaa@in.example.fi"
    email = "matti@nowhere.example"
    otherEmail = "maija@nowhere.example"
    otherPerson = "99001"
    customer = "99002"
    customerName = "Lasku nowhere"
    otherCustomer = "99011"
    archivedCustomer = "99012"
    externalID = "nowhere-17"
    contact = "99003"
    otherContact = "99013"
    removedContact = "99014"
    group = "99004"
    groupPath = "nowhere/Tarjoukset"
    otherGroup = "99005"
    document = "99006"
    task = "99007"
    reminder = "99010"
    filedMail = "99008"
    heldMail = "99009"
    filedDocument = "99011"
    archivedDocument = "99012"
    doneTask = "99013"
    removedPerson = "99014"
    cursor = "AQAAAAAAAYKnAAAAAAAAAAA"
    entry = "99011"
    head = String(repeating: "ab", count: 32)
    self.files = files
  }

  /// The folder of the prepared installation, with the files that name nobody's records.
  var installation: String { (files as NSString).deletingLastPathComponent }

  /// A text without what it says of these records, so that two can be compared.
  func hidden(in text: String) -> String {
    let names = [
      files, address, email, otherEmail, externalID, groupPath, customerName, otherPerson,
      customer, otherCustomer, archivedCustomer, contact, otherContact, removedContact,
      group, otherGroup, document, filedDocument, archivedDocument, task, doneTask,
      removedPerson, reminder, filedMail, heldMail, cursor, head, entry,
    ]
    return names.reduce(text) { $0.replacing($1, with: "#") }
  }

  /// Writes the files that name these records.
  func writeFiles(to directory: TemporaryDirectory) throws {
    for (name, text) in [
      ("customer.csv", "customer;name\n\(customer);Uusi\n"),
      ("externalID.csv", "customerExternalID;name\n\(externalID);Uusi\n"),
      (
        "task.csv",
        """
        person;description;date;group;contact
        \(email);Uusi;31.12.2998;\(groupPath);\(contact)

        """
      ),
      (
        "taskCustomer.csv",
        "person;description;date;customer\n\(email);Uusi;2998-12-31;\(customer)\n"
      ),
      (
        "document.csv",
        """
        file;title;date;customer;contact;group;notes
        uusi.txt;Uusi;31.12.2026;\(customer);\(contact);\(groupPath);Uusi

        """
      ),
      ("customer.jsonl", #"{"kind":"note","text":"uusi","customer":\#(customer)}"# + "\n"),
      ("contact.jsonl", #"{"kind":"note","text":"uusi","contact":\#(contact)}"# + "\n"),
      ("person.jsonl", #"{"kind":"note","text":"uusi","person":"\#(email)"}"# + "\n"),
    ] {
      try directory.write(text, to: "\((files as NSString).lastPathComponent)/\(name)")
    }
  }
}
