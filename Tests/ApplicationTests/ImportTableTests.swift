import Foundation
import Records
import Store
import Testing

@testable import Application

/// Tables as people and their spreadsheets write them.
@Suite struct ImportTableTests {
  private func table(
    _ text: String, _ columns: ImportColumns = .customers,
    _ choices: ColumnChoices = ColumnChoices()
  ) -> ImportTable {
    ImportTable(Array(text.utf8), columns, choices)
  }

  @Test(arguments: [
    "name;businessID;phone;email", "Nimi;Y-tunnus;Puhelin;Sähköposti",
    "ASIAKAS;y tunnus;Puh.;sähköpostiosoite", "Namn;FO-nummer;Telefon;E-post",
    "Company;Business ID;Mobile;E-mail", " Yritys ;Y-Tunnus;GSM;Email",
  ])
  func `a header names its columns by keys, and in three languages`(header: String) throws {
    let table = table(header + "\nVirtanen Oy;1234567-1;040 123;a@example.fi\n")
    #expect(table.faults.isEmpty, "\(table.faults)")
    let row = try #require(table.rows.first)
    let values = [RecordField.name, .businessID, .phone, .email].map { row[$0] }
    #expect(values == ["Virtanen Oy", "1234567-1", "040 123", "a@example.fi"])
  }

  @Test func `in a table of contacts a customer is no name`() throws {
    let table = table("Asiakas;Nimi;Rooli\n3;Maija;ostaja\n", .contacts)
    let row = try #require(table.rows.first)
    #expect(row[.customer] == "3" && row[.name] == "Maija" && row[.role] == "ostaja")
  }

  @Test func `every name of a field is one field's in every table`() {
    for columns in TableImport.Kind.allCases.map(\.columns) + [.documents] {
      let known = columns.known
      for field in known {
        #expect(RecordField.named(field.rawValue, among: known) == field)
        for language in Language.allCases {
          #expect(RecordField.named(field.words[language], among: known) == field, "\(field)")
        }
      }
    }
  }

  @Test func `a column is chosen for a field, or left out`() throws {
    let text = "Nimi;Puhelin 2;Väri;Huom\nVirtanen Oy;040 123;sininen;-\n"
    let choices = ColumnChoices(
      map: [.init(header: "puhelin 2", field: "Puhelin"), .init(header: "Huom", field: "")],
      ignoresUnknown: true)
    let table = table(text, .customers, choices)
    #expect(table.faults.isEmpty, "\(table.faults)")
    #expect(table.rows.first?[.phone] == "040 123")
    #expect(table.rows.first?[.notes] == nil)
  }

  @Test func `unknown columns are refused together, and choices that fit nothing`() {
    let known = ImportColumns.customers.known.map(\.rawValue)
    let choices = ColumnChoices(
      map: [.init(header: "Puh.", field: "phone"), .init(header: "Väri", field: "colour")])
    let table = table("Nimi;Väri;Koko;Paino\nx;;;\n", .customers, choices)
    let faults = table.faults.first.map(\.refusal.fault)
    #expect(
      faults == [
        .column(.notThere("Puh.")), .column(.noField("colour", known: known)),
        .column(.unknown(["Koko", "Paino"], known: known)),
      ])
  }

  @Test(arguments: [
    "name;email;phone;\nA;a@example.fi;1;\nB;;;\n;;;\n\n",
    "name;email;phone;;\nA;a@example.fi;1\nB;;;;\n",
    "sep=;\nname;email;phone\nA;a@example.fi;1\nB;;\n",
    "name;;email;phone\nA;;a@example.fi;1\nB;;;\n",
  ])
  func `what says nothing is passed over`(text: String) {
    let table = table(text)
    #expect(table.faults.isEmpty, "\(table.faults)")
    #expect(table.rows.map { $0[.name] } == ["A", "B"])
    #expect(table.rows.map { $0[.email] } == ["a@example.fi", ""])
  }

  @Test func `an empty table in each language can be filled in and read`() {
    for kind in TableImport.Kind.allCases {
      for language in [nil] + Language.allCases.map(Optional.some) {
        let template = kind.template(in: language)
        #expect(template.hasSuffix("\r\n"))
        let text = template.replacing("\u{FEFF}", with: "")
        let table = ImportTable(Array(text.utf8), kind.columns)
        #expect(table.faults.isEmpty, "\(template): \(table.faults)")
      }
    }
  }
}
