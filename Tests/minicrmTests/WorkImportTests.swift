import Foundation
import TestKit
import Testing

/// Tasks, groups and documents from files.
@Suite struct WorkImportTests {
  private let minicrm: Minicrm

  private struct Tally: Decodable, Equatable {
    let added: Int
    let updated: Int
    let unchanged: Int
  }

  init() async throws {
    minicrm = try Minicrm()
    try await minicrm.addCompany("acme")
    for arguments in [
      ["person", "add", "--name", "Matti", "--email", "matti@acme.example"],
      ["customer", "add", "--name", "Virtanen Oy"],
      ["contact", "add", "--customer", "1", "--name", "Maija"],
      ["group", "add", "Myynti/Tarjoukset"],
    ] {
      try await minicrm.mustRun(arguments + ["--company", "acme"])
    }
  }

  private func arguments(_ what: String, _ text: String) throws -> [String] {
    let file = try minicrm.directory.write(text, to: "rows.csv")
    let folder = minicrm.directory.path("laskut")
    return [what, "import", "--company", "acme", "--json"]
      + (what == "document" ? [folder, "--map", file] : [file])
  }

  private func tally(_ what: String, _ text: String, _ more: String...) async throws -> Tally {
    let output = try await minicrm.mustRun(arguments(what, text) + more)
    return try JSONDecoder().decode(Tally.self, from: output)
  }

  private func count(_ table: String) async throws -> Int? {
    let text = try await minicrm.sql("SELECT count(*) FROM \(table)")
    return Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  @Test func `groups that are missing are added, with those above them`() async throws {
    let text = "Ryhmä\nMyynti\nmyynti/tarjoukset\nOstot/Laskut\nOstot/Laskut\n"
    let expected = Tally(added: 1, updated: 0, unchanged: 3)
    #expect(try await tally("group", text, "--dry-run") == expected)
    #expect(try await count("groupNode") == 2)
    #expect(try await tally("group", text) == expected)
    #expect(try await count("groupNode") == 4)
    #expect(try await tally("group", text).unchanged == 4)
  }

  @Test func `tasks come with whom they concern, and are brought up to date`() async throws {
    let text = """
      Henkilö;Kuvaus;Päivä;Ryhmä;Asiakas;Kontakti;remind;Tila;externalID
      matti@acme.example;Soita;1.12.2998;Myynti;;1;7,0;;T-1
      matti@acme.example;"Kirjoita
      tarjous";2020-01-31;;1;;;;T-2
      matti@acme.example;Maksa;2020-01-31;;;;;open;T-3
      matti@acme.example;Peru;2998-01-31;;;;;cancelled;T-4

      """
    let added = Tally(added: 4, updated: 0, unchanged: 0)
    #expect(try await tally("task", text, "--dry-run") == added)
    #expect(try await count("task") == 0)
    #expect(try await tally("task", text) == added)
    let tasks = try await minicrm.json([TaskRow].self, "task", "list", "--company", "acme")
    let states = Dictionary(
      tasks.map { ($0.description, $0.state) }, uniquingKeysWith: { first, _ in first })
    #expect(
      states == [
        "Soita": "open", "Kirjoita\ntarjous": "done", "Maksa": "open", "Peru": "cancelled",
      ])
    #expect(tasks.first { $0.description == "Soita" }?.customer == 1)
    #expect(try await count("reminder") ?? 0 > 0)
    #expect(try await tally("task", text).unchanged == 4)
    let later = "externalID;date\nT-1;2.12.2998\nT-4;31.1.2998\n"
    let changed = Tally(added: 0, updated: 1, unchanged: 1)
    #expect(try await tally("task", later, "--dry-run") == changed)
    #expect(try await tally("task", later) == changed)
  }

  @Test func `a row may end a task, or open one again, and say that it recurs`() async throws {
    func states() async throws -> [String] {
      try await minicrm.json([TaskRow].self, "task", "list", "--company", "acme").map {
        "\($0.description) \($0.date) \($0.state) \($0.every ?? "-")"
      }
    }
    let header = "person;description;date;Toistuu;Tila;externalID\n"
    let text =
      header + "matti@acme.example;Maksa;31.1.2998;Kuukausittain;;T-1\n"
      + "matti@acme.example;Soita;1.2.2998;14d;avoin;T-2\n"
    #expect(try await tally("task", text) == Tally(added: 2, updated: 0, unchanged: 0))
    #expect(try await states() == ["Maksa 2998-01-31 open month", "Soita 2998-02-01 open 14d"])
    let changed = Tally(added: 0, updated: 2, unchanged: 0)
    let ended = "externalID;Status\nT-1;Tehty\nT-2;avlyst\n"
    #expect(try await tally("task", ended, "--dry-run") == changed)
    #expect(try await tally("task", ended) == changed)
    #expect(try await tally("task", ended) == Tally(added: 0, updated: 0, unchanged: 2))
    // The next of a series that was done is planned; a cancelled one ends.
    #expect(
      try await states() == [
        "Maksa 2998-01-31 done month", "Soita 2998-02-01 cancelled 14d",
        "Maksa 2998-02-28 open month",
      ])
    // The follower is taken back, though the row edits the task as well.
    let opened = "externalID;state;description;every\nT-1;open;Maksa heti;year\nT-2;done;;\n"
    #expect(try await tally("task", opened) == changed)
    #expect(
      try await states() == [
        "Maksa heti 2998-01-31 open year", "Soita 2998-02-01 done -",
        "Maksa 2998-02-28 cancelled month",
      ])
    // An empty state leaves it.
    let none = "externalID;state\nT-1;\nT-2;\n"
    #expect(try await tally("task", none).unchanged == 2)
    let wrong = try await minicrm.run(arguments("task", "externalID;every\nT-1;joskus\n"))
    #expect(wrong.code == 1 && wrong.errors.contains("recurrence “joskus”: it is not one of week"))
  }

  @Test func `customers and contacts are named by their names and external ids too`() async throws {
    try await minicrm.mustRun([
      "customer", "add", "--company", "acme", "--name", "Niemi Oy", "--external-id", "A-1",
    ])
    let text = """
      person;description;date;customer;contact
      matti@acme.example;Nimellä;1.12.2998;virtanen oy;Maija
      matti@acme.example;Tunnuksella;2.12.2998;ext:A-1;

      """
    #expect(try await tally("task", text).added == 2)
    let tasks = try await minicrm.json([TaskRow].self, "task", "list", "--company", "acme")
    #expect(tasks.map(\.customer) == [1, 2] && tasks.map(\.contact) == [1, nil])
    let contacts = "Asiakas;Nimi\next:A-1;Teppo\nVirtanen Oy;Liisa\n"
    #expect(try await tally("contact", contacts).added == 2)
  }

  @Test func `all that is wrong with a task is told`() async throws {
    let text = """
      person;description;date;group;customer;contact;remind;state
      ei@acme.example;;31.2.2026;Ei ole;99;98;x;kesken

      """
    let run = try await minicrm.run(arguments("task", text))
    #expect(run.code == 1)
    for words in [
      "person “ei@acme.example”", "description: it is empty", "date “31.2.2026”: it is no day",
      "group “Ei ole”", "customer “99”", "contact 98", "reminder days", "state “kesken”",
    ] {
      #expect(run.errors.contains(words), "\(words): \(run.errors)")
    }
    #expect(try await count("task") == 0)
  }

  @Test func `files become documents once, and what is new or changed later`() async throws {
    for (name, text) in [("1.txt", "yksi"), ("2026/2.txt", "kaksi"), ("3.txt", "yksi")] {
      try minicrm.directory.write(text, to: "laskut/\(name)")
    }
    let text = """
      file;title;date;customer;contact;group;notes
      1.txt;Lasku 1;31.12.2025;;1;Myynti;"monta
      riviä"
      2026/2.txt;;;;;;
      3.txt;;;1;;;

      """
    let added = Tally(added: 3, updated: 0, unchanged: 0)
    #expect(try await tally("document", text, "--dry-run") == added)
    #expect(try await count("document") == 0)
    #expect(try await tally("document", text) == added)
    let documents = try await minicrm.json(
      [DocumentRow].self, "document", "list", "--company", "acme")
    #expect(documents.map(\.fileName) == ["3.txt", "2.txt", "1.txt"])
    #expect(documents.map(\.state) == ["filed", "inbox", "filed"])
    #expect(documents.map(\.customer) == [1, nil, 1])
    #expect(documents.last?.title == "Lasku 1")
    #expect(try await minicrm.missingBlobs() == [])
    let same = Tally(added: 0, updated: 0, unchanged: 3)
    #expect(try await tally("document", text) == same)
    #expect(try await tally("document", text, "--dry-run") == same)
    try minicrm.directory.write("toinen", to: "laskut/1.txt")
    let other = "file\n3.txt\n1.txt\n"
    let one = Tally(added: 1, updated: 0, unchanged: 1)
    #expect(try await tally("document", other, "--dry-run") == one)
    #expect(try await tally("document", other) == one)
    #expect(try await count("document") == 4)
  }

  @Test(arguments: [
    "Tiedosto;Otsikko;Pvm;Asiakas;Yhteyshenkilö;Ryhmä;Huom",
    "Filnamn;Rubrik;Datum;Kund;Kontaktperson;Grupp;Anteckningar",
    "File name;Title;Date;Customer;Contact person;Group;Comments",
  ])
  func `documents' columns are known in three languages`(header: String) async throws {
    try minicrm.directory.write("yksi", to: "laskut/1.txt")
    let text = header + "\n1.txt;Lasku 1;31.12.2025;Virtanen Oy;Maija;Myynti;muistettavaa\n"
    #expect(try await tally("document", text).added == 1)
    let documents = try await minicrm.json(
      [DocumentRow].self, "document", "list", "--company", "acme", "--text", "muistettavaa")
    let document = try #require(documents.first)
    #expect(document.title == "Lasku 1" && document.date == "2025-12-31")
    #expect(document.customer == 1 && document.contact == 1 && document.group == "Myynti")
  }

  @Test func `an unknown column of documents isn't to be chosen by the option for the table`()
    async throws
  {
    try minicrm.directory.write("yksi", to: "laskut/1.txt")
    let text = "file;Väri\n1.txt;sininen\n"
    let run = try await minicrm.run(arguments("document", text))
    #expect(run.code == 1 && run.errors.contains("Väri"), "\(run.errors)")
    #expect(run.errors.contains("--ignore-unknown") && !run.errors.contains("--map"))
    #expect(try await tally("document", text, "--ignore-unknown").added == 1)
    let tasks = try await minicrm.run(arguments("task", "date;Väri\n"))
    #expect(tasks.code == 1 && tasks.errors.contains("--map 'Header=key'"))
  }

  @Test func `files that can't be taken are told first, with their lines`() async throws {
    try minicrm.directory.write("yksi", to: "laskut/1.txt")
    try minicrm.directory.write("salaisuus", to: "muu.txt")
    let folder = minicrm.directory.path("laskut")
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/linkki.txt", withDestinationPath: "../muu.txt")
    try FileManager.default.createSymbolicLink(atPath: folder + "/ulos", withDestinationPath: "..")
    try FileManager.default.createDirectory(
      atPath: folder + "/kansio", withIntermediateDirectories: false)
    let text = """
      file;customer
      1.txt;
      ei.txt;
      ../muu.txt;
      \(minicrm.directory.path("muu.txt"));
      linkki.txt;
      ulos/muu.txt;
      kansio;
      ;
      1.txt;99

      """
    let run = try await minicrm.run(arguments("document", text).filter { $0 != "--json" })
    #expect(run.code == 1)
    for (line, words) in [
      (3, "no such file"), (4, "no path inside the folder"), (5, "no path inside the folder"),
      (6, "it is a link"), (7, "it is a link"), (8, "it is no file"), (10, "line 2 has it too"),
      (10, "customer “99”"),
    ] {
      let isTold = run.errors.split(separator: "\n").contains {
        $0.contains(", line \(line): ") && $0.contains(words)
      }
      #expect(isTold, "line \(line), \(words): \(run.errors)")
    }
    #expect(try await count("document") == 0)
    #expect(try await count("blob") == 0)
  }

  @Test(arguments: ["customer", "contact", "task", "group"])
  func `an empty table is printed by keys, or in the company's language`(
    what: String
  ) async throws {
    let keys = try await minicrm.run(what, "import", "--template")
    #expect(keys.code == 0 && keys.text.hasSuffix("\r\n"), "\(keys.errors)")
    let finnish = try await minicrm.run(what, "import", "--template", "--company", "acme")
    #expect(finnish.code == 0 && finnish.text != keys.text)
    for text in [keys.text, finnish.text] {
      #expect(try await tally(what, text) == Tally(added: 0, updated: 0, unchanged: 0))
    }
    #expect(try await minicrm.run(what, "import", "--company", "acme").code == 64)
    #expect(try await minicrm.run(what, "import", "x.csv").code == 64)
  }
}
