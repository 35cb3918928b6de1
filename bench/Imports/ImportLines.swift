/// The lines and files that are taken in, the same ones each time.
enum ImportLines {
  /// Customers, and contacts of them, that lines name.
  static let parties = 1_000

  static func header(_ kind: ImportKind) -> String? {
    switch kind {
    case .customers: "name;email;phone;street;postalCode;city;externalID"
    case .contacts: "customerExternalID;name;role;email;externalID"
    case .groups: "path"
    case .tasks: "person;description;date;group;customerExternalID;externalID"
    case .documents: "file;title;date;group;customerExternalID"
    case .events: nil
    }
  }

  static func line(_ kind: ImportKind, _ number: Int) -> String {
    let party = number % parties + 1
    return switch kind {
    case .customers:
      "Asiakas \(number) Oy;laskut@asiakas\(number).example;040 \(number);Katu \(number);00100;"
        + "Helsinki;K-\(number)"
    case .contacts: "K-\(party);Maija \(number);Ostaja;maija\(number)@asiakas.example;Y-\(number)"
    case .groups: "Osasto \(number % 100)/Ryhmä \(number)"
    case .tasks:
      "matti@acme.example;Soita asiakkaalle \(number);1.12.2998;Myynti/Tarjoukset;K-\(party);"
        + "T-\(number)"
    case .documents: "\(number).txt;Lasku \(number);2026-01-31;Myynti/Tarjoukset;K-\(party)"
    case .events:
      #"{"kind":"invoice","at":"2026-01-31","amount":"\#(number).50","reference":"1232","#
        + #""externalID":"L-\#(number)","customerExternalID":"K-\#(party)"}"#
    }
  }

  static func path(_ number: Int) -> String { "files/\(number).txt" }

  /// 2 KB, as most receipts are small; no two alike.
  static func bytes(_ number: Int) -> [UInt8] {
    var random = SplitMix(seed: UInt64(number))
    return (0..<2_048).map { _ in UInt8(32 + random.next() % 95) }
  }
}
