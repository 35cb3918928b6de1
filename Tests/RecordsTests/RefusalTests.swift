import Foundation
import Records
import Testing

/// The words of refusals in each language.
@Suite struct RefusalTests {
  private static let english: Set<String> = [
    "an", "and", "be", "choose", "give", "has", "have", "is", "it", "its", "may", "no", "not",
    "of", "or", "than", "that", "the", "there", "to", "was", "with", "write",
  ]

  private static func isOneLine(_ text: String) -> Bool {
    !text.unicodeScalars.contains(where: CharacterSet.controlCharacters.contains)
  }

  @Test func `every fault there is has its sample`() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../Sources/Records/Refusals")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.standardized.path)
    var cases: Set<String> = []
    for file in files where file.hasSuffix("Fault.swift") && file != "Fault.swift" {
      let text = try String(
        contentsOf: folder.standardized.appending(path: file), encoding: .utf8)
      let type = file.dropLast(".swift".count)
      cases.formUnion(text.matches(of: /(?m)^  case (\w+)/).map { "\(type).\($0.1)" })
    }
    #expect(cases.count > 60)
    #expect(Set(Refusals.all.map { Self.name(of: $0.fault) }) == cases)
  }

  /// `TextFault.tooLong`, of the one fault that is inside.
  private static func name(of fault: Fault) -> String {
    guard let inner = Mirror(reflecting: fault).children.first?.value else { return "\(fault)" }
    let name = Mirror(reflecting: inner).children.first?.label ?? "\(inner)"
    return "\(type(of: inner)).\(name)"
  }

  @Test(arguments: Refusals.all)
  func `a refusal has its own words in each language`(refusal: Refusal) {
    let texts = Language.allCases.map(RefusalText.init)
    let lines = texts.map { $0.line(refusal) }
    #expect(Set(lines).count == 3, "\(lines)")
    let causes = texts.map { $0.cause(of: refusal) }
    #expect(Set(causes).count == 3 && causes.allSatisfy { !$0.isEmpty }, "\(causes)")
    let suggestions = texts.map { $0.suggestion(of: refusal) }
    #expect(Set(suggestions).count == (suggestions[0].isEmpty ? 1 : 3), "\(suggestions)")
    for line in lines { #expect(!line.contains("  ") && Self.isOneLine(line), "\(line)") }
  }

  @Test(arguments: Refusals.all, [Language.finnish, .swedish])
  func `no refusal in Finnish or Swedish has English in it`(refusal: Refusal, language: Language) {
    let text = RefusalText(language)
    let words = [text.cause(of: refusal), text.suggestion(of: refusal)].joined(separator: " ")
      .replacing(/“[^”]*”/, with: "").lowercased().split { !$0.isLetter }.map(String.init)
    #expect(Self.english.intersection(words) == [], "\(text.line(refusal))")
  }

  /// The keys of rows that people fill in, as the contract has them, and the columns of imports.
  private static let keys: Set<String> = [
    "slug", "name", "businessID", "timeZone", "reminderDays", "reminderAt", "remind", "email",
    "phone", "role", "externalID", "description", "date", "person", "group", "customer", "contact",
    "title", "path", "kind", "at", "amount", "currency", "reference", "text", "customerExternalID",
    "contactExternalID", "street", "postalCode", "city", "country", "notes", "keepUntil",
    "keepYears", "every", "corrects", "file", "address", "state", "password",
    "language", "reminderWorkdays", "active",
  ]

  @Test func `a fault names its field by the key of a row`() {
    #expect(Set(RecordField.allCases.map(\.rawValue)) == Self.keys)
    let fieldless = Refusals.all.filter { $0.field == nil && $0.subject == nil }
    // Refusals of a file's form, which is wrong before there are fields.
    for refusal in fieldless {
      switch refusal.fault {
      case .table, .column, .line: break
      default: Issue.record("\(refusal) is of nothing")
      }
    }
  }

  @Test(arguments: RecordField.allCases)
  func `a field has a name in each language`(field: RecordField) {
    let names = Language.allCases.map { field.words[$0] }
    #expect(names.allSatisfy { !$0.isEmpty } && names[0] != names[2])
  }

  @Test(arguments: RecordKind.allCases)
  func `a record has a name in each language`(kind: RecordKind) {
    let names = Language.allCases.map { kind.words[$0] }
    #expect(names.allSatisfy { !$0.isEmpty } && names[0] != names[2])
  }

  @Test func `a line says what, why and what to do`() {
    let refusal = Refusal(.phone, "040 x", .number(.notAPhoneNumber))
    #expect(
      Language.allCases.map { RefusalText($0).line(refusal) } == [
        "puhelin “040 x”: sallittuja ovat vain numerot, välilyönnit ja merkit + - ( ) . /; "
          + "kirjoita esimerkiksi +358 40 123 4567",
        "telefon “040 x”: endast siffror, mellanslag och tecknen + - ( ) . / är tillåtna; "
          + "skriv till exempel +358 40 123 4567",
        "phone “040 x”: it may hold only digits, spaces and + - ( ) . /; "
          + "write for example +358 40 123 4567",
      ])
    let missing = Refusal.notFound(CustomerID(rawValue: 9), .customer)
    #expect("\(missing)" == "customer 9: there is none")
    #expect(RefusalText(.finnish).line(missing) == "asiakas 9: sellaista ei ole")
  }

  @Test func `what was given is shown cut, and moves no other text`() {
    let refusal = Refusal(
      .email, "x\u{202E}\u{7}\n" + String(repeating: "y", count: 1_000_000),
      .text(.notAnAddress))
    #expect((refusal.given?.utf8.count ?? 0) < 400)
    #expect("\(refusal)".count < 200 && Self.isOneLine("\(refusal)"))
    let inside = Refusal(.table(.empty)).description
    #expect(inside == "the file is empty; its first line has to name the columns")
    let column = Refusal(.column(.unknown(["a\u{7}b"], known: ["name"])))
    #expect("\(column)" == "unknown column “ab”; there are name")
  }

  @Test func `a refusal has the code that programs know it by`() {
    #expect(Refusal.notFound(TaskID(rawValue: 1)).code == .notFound)
    #expect(Refusal(.slug, "acme", .taken(.byAnotherCompany)).code == .conflict)
    #expect(Refusal(.customer, .importing(.twoCustomers)).code == .ambiguous)
    #expect(Refusal(.name, .text(.empty)).code == .refused)
    let codes = Dictionary(grouping: Refusals.all, by: \.code).mapValues(\.count)
    #expect(codes[.notFound] == 5 && codes[.conflict] == 6 && codes[.ambiguous] == 5)
  }
}
