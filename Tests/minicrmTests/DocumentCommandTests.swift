import Foundation
import TestKit
import Testing

/// People add, file, edit and export documents by hand.
@Suite struct DocumentCommandTests {
  private static let pdf = Array("%PDF-1.7\n%%EOF\n".utf8)

  @Test func `a file is added with its details, exactly as it is`() async throws {
    let desk = try await RecordDesk()
    try await desk.minicrm.mustRun(["group", "add", "--company", "acme", "Myynti"])
    let file = try desk.file(".Las\u{202E}ku a\u{308}.txt", Self.pdf)
    let loose: DocumentRow = try await desk.row("document", "add", "--company", "acme", file)
    #expect(loose.state == "inbox" && loose.fileName == "Lasku ä.txt" && loose.mail == nil)
    #expect(loose.mediaType == "application/pdf" && loose.duplicateOf == nil)
    let filed: DocumentRow = try await desk.row(
      "document", "add", "--company", "acme", file, "--contact", "\(desk.contact)", "--title",
      "Joulukuu", "--date", "2026-12-01", "--group", "MYYNTI", "--as", "matti@acme.example")
    #expect(filed.state == "filed" && filed.customer == desk.customer)
    #expect(filed.contact == desk.contact && filed.title == "Joulukuu")
    #expect(filed.date == "2026-12-01" && filed.group == "Myynti")
    #expect(filed.duplicateOf == loose.id)
    let entry = try await desk.newestEntry()
    #expect(entry.text == "Lisättiin Lasku ä.txt asiakkaalle Virtanen Oy (Maija Virtanen)")
    #expect(entry.person == "matti@acme.example")
    #expect(try await desk.minicrm.export(filed) == Self.pdf)
    #expect(try await desk.minicrm.documents() == [filed, loose])
  }

  @Test func `many files are added at once, or none of them`() async throws {
    let desk = try await RecordDesk()
    let files = try (1...3).map { try desk.file("lasku-\($0).pdf", Self.pdf + [UInt8($0)]) }
    let add = ["document", "add", "--company", "acme", "--customer", "1"]
    let gone = desk.minicrm.directory.path("files/poissa.pdf")
    for (more, words, code) in [
      ([files[0], gone, files[1]], "\(gone) can't be read", 1),
      (files + ["--title", "Laskut"], "--title goes with one file", 64),
      (files + ["-"], "Standard input goes alone", 64),
    ] as [([String], String, Int32)] {
      let run = try await desk.minicrm.run(add + more)
      #expect(run.code == code && run.errors.contains(words), "\(more): \(run.errors)")
      #expect(try await desk.minicrm.documents().isEmpty)
    }
    let output = try await desk.minicrm.mustRun(add + files + ["--json"])
    let rows = try JSONDecoder().decode([DocumentRow].self, from: output)
    #expect(rows.map(\.fileName) == ["lasku-1.pdf", "lasku-2.pdf", "lasku-3.pdf"])
    #expect(rows.allSatisfy { $0.customer == 1 && $0.state == "filed" })
    for (row, number) in zip(rows, 1...) {
      #expect(try await desk.minicrm.export(row) == Self.pdf + [UInt8(number)])
    }
    let shown = try await desk.minicrm.run(add + files)
    #expect(shown.text.split(separator: "\n").count == 4, "\(shown.text)")
    #expect(shown.text.contains("1 Virtanen Oy"), "\(shown.text)")
  }

  @Test func `an empty file and one from a pipe are documents`() async throws {
    let desk = try await RecordDesk()
    let empty: DocumentRow = try await desk.row(
      "document", "add", "--company", "acme", try desk.file("tyhjä.csv", []))
    #expect(empty.size == 0 && empty.fileName == "tyhjä.csv")
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let file = try desk.file("iso.bin", bytes)
    let script = "cat '\(file)' | '\(Minicrm.executable)' document add --company acme /dev/stdin"
    try await Program.mustRun(
      "sh", ["-c", "\(script) --config '\(desk.minicrm.settingsFile)'"])
    let piped = try #require(try await desk.minicrm.documents().first { $0.size > 0 })
    #expect(try await desk.minicrm.export(piped) == bytes)
  }

  @Test func `a document is assigned, edited and archived`() async throws {
    let desk = try await RecordDesk()
    try await desk.minicrm.mustRun(["group", "add", "--company", "acme", "Myynti"])
    let file = try desk.file("lasku.pdf", Self.pdf)
    let added: DocumentRow = try await desk.row("document", "add", "--company", "acme", file)
    let assigned: DocumentRow = try await desk.row(
      "document", "assign", "1", "--contact", "1", "--as", "matti@acme.example")
    #expect(assigned.state == "filed" && assigned.customer == 1 && assigned.contact == 1)
    let entry = try await desk.newestEntry()
    #expect(entry.text == "lasku.pdf liitettiin asiakkaaseen Virtanen Oy (Maija Virtanen)")
    #expect(entry.person == "matti@acme.example")
    let edited: DocumentRow = try await desk.row(
      "document", "edit", "1", "--title", "Lasku", "--date", "2026-12-01", "--group", "myynti",
      "--company", "acme")
    #expect(edited.title == "Lasku" && edited.date == "2026-12-01" && edited.group == "Myynti")
    let shown: DocumentRow = try await desk.row("document", "show", "1")
    #expect(shown == edited)
    let cleared: DocumentRow = try await desk.row(
      "document", "edit", "1", "--title", "", "--date", "", "--group", "")
    #expect(cleared == assigned)
    let archived: DocumentRow = try await desk.row("document", "archive", "1")
    #expect(archived.state == "archived" && archived.customer == 1)
    let again: DocumentRow = try await desk.row("document", "assign", "1", "--customer", "")
    #expect(again.state == "filed" && again.customer == nil && again.contact == nil)
    #expect(again.sha256 == added.sha256)
    func found(_ filter: String...) async throws -> [Int] {
      let output = try await desk.minicrm.mustRun(
        ["document", "list", "--company", "acme", "--json"] + filter)
      return try JSONDecoder().decode([DocumentRow].self, from: output).map(\.id)
    }
    #expect(try await found("--text", "LASK pdf") == [1])
    #expect(try await found("--text", "lask x") == [])
    #expect(try await found("--state", "filed", "--limit", "5") == [1])
    #expect(try await found("--customer", "1") == [])
    let texts = try await desk.minicrm.log().map(\.text)
    // The entries of the document, of its customer and contact, and of the group that was made.
    #expect(texts.count == 8, "\(texts)")
  }

  @Test(arguments: [
    (["assign", "1", "--customer", "2"], "customer 2", 1),
    (["assign", "1", "--contact", "2"], "contact 2", 1),
    (["assign", "1", "--company", "beta"], "document 1: there is none", 1),
    (["edit", "1", "--title", "x", "--company", "beta"], "document 1: there is none", 1),
    (["edit", "1", "--group", "Ei ole"], "minicrm group add", 1),
    (["edit", "1", "--title", "a\u{7}b"], "U+0007 BELL", 1),
    (["archive", "1", "--as", "matti@beta.example"], "nobody", 1),
    (["add", "--company", "acme", "/"], "/ is a directory", 1),
    (["add", "--company", "acme", "/nonexistent"], "/nonexistent can't be read", 1),
    (["add", "--company", "acme", "/proc/self/mem"], "/proc/self/mem can't be read", 1),
    (["add", "--company", "acme", "/proc/version", "--customer", "2"], "customer 2", 1),
    (["add", "--company", "gamma", "/proc/version"], "gamma", 1),
    (["list", "--company", "acme", "--customer", "2"], "customer 2", 1),
    (["list", "--company", "acme", "--contact", "2"], "contact 2", 1),
    (["edit", "1", "--date", "31.2.2026"], "31.2.2026", 64),
    (["add", "--company", "acme"], "file", 64),
  ])
  func `what can't be done is said, and changes nothing`(
    arguments: [String], words: String, code: Int32
  ) async throws {
    let desk = try await RecordDesk()
    let file = try desk.file("lasku.pdf", Self.pdf)
    let document: DocumentRow = try await desk.row("document", "add", "--company", "acme", file)
    let run = try await desk.minicrm.run(["document"] + arguments)
    #expect(run.code == code)
    if code == 1 {
      expectOneLine(run.errors, about: [words])
    } else {
      #expect(run.errors.contains(words), "\(run.errors)")
    }
    #expect(try await desk.minicrm.documents() == [document])
    let blobs = FileManager.default.enumerator(atPath: desk.minicrm.storeDirectory + "/blobs")
    let files = (blobs?.allObjects ?? []).compactMap { $0 as? String }.filter { $0.count > 64 }
    #expect(files.count == 1)
  }

  @Test func `a file of 200 MB is added in less than 64 MB of memory`() async throws {
    let desk = try await RecordDesk()
    let file = try desk.file("iso.bin", Array("alku".utf8))
    #expect(truncate(file, 200 << 20) == 0)
    let child = try desk.minicrm.start(["document", "add", "--company", "acme", file])
    // The figure is gone with the process, hence the looks all along.
    var peak = 0
    _ = try await eventually(within: .seconds(120)) {
      peak = max(peak, child.peakMemory ?? 0)
      return child.hasEnded
    }
    #expect(peak > 0 && peak < 28 << 20, "\(peak >> 20) MiB")
    let document = try #require(try await desk.minicrm.documents().first)
    #expect(document.size == 200 << 20)
    let sum = try await Program.mustRun("sha256sum", [file])
    #expect(sum.hasPrefix(document.sha256))
  }
}
