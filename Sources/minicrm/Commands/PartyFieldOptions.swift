import ArgumentParser
import Records

/// The texts of a customer besides the name.
struct CustomerFieldOptions: ParsableArguments {
  @Option(help: "The Y-tunnus or VAT number.") var businessID: String?
  @Option(help: "The e-mail address.") var email: String?
  @Option(help: "The phone number.") var phone: String?
  @Option(help: "The street, or another first line of the address.") var street: String?
  @Option(help: "The postal code.") var postalCode: String?
  @Option(help: "The city.") var city: String?
  @Option(help: "The country.") var country: String?
  @Option(help: "Notes, of several lines if need be.") var notes: String?
  @Option(name: .customLong("external-id"), help: "What another system calls the customer.")
  var externalID: String?

  var change: CustomerChange {
    CustomerChange([
      .businessID: businessID, .email: email, .phone: phone, .street: street,
      .postalCode: postalCode, .city: city, .country: country, .notes: notes,
      .externalID: externalID,
    ])
  }
}

/// The texts of a contact besides the name.
struct ContactFieldOptions: ParsableArguments {
  @Option(help: "The role, by which contacts are grouped.") var role: String?
  @Option(help: "The e-mail address.") var email: String?
  @Option(help: "The phone number.") var phone: String?
  @Option(help: "Notes, of several lines if need be.") var notes: String?
  @Option(name: .customLong("external-id"), help: "What another system calls the contact.")
  var externalID: String?

  var change: ContactChange {
    ContactChange([
      .role: role, .email: email, .phone: phone, .notes: notes, .externalID: externalID,
    ])
  }
}

extension FieldEdits {
  /// The options that are given; an empty one clears its field.
  fileprivate init(_ options: [RecordField: String?]) {
    self.init()
    for (field, text) in options { self[field] = Edit(ifGiven: text.map(\.orCleared)) }
  }

  /// The new record of a name.
  func adding(_ name: String) -> NewRecord<Record> {
    var edits = self
    edits[.name] = .set(name)
    return NewRecord(edits.texts)
  }
}
