import Foundation
import TestKit
import Testing

/// Requests at random to a real `minicrm web`, by somebody who is logged in: paths, queries and
/// forms that are nearly right.
@Suite struct RandomPageRequestTests {
  private static let batches = 4
  private static let batch = 2_500
  /// The bytes that a debug build may hold more after the last batch than after the second.
  private static let growth = 12 << 20

  private static let paths = [
    "/", "/login", "/healthz", "/acme/documents", "/acme/documents/1", "/acme/documents/1/file",
    "/acme/mails", "/acme/mails/1", "/acme/customers", "/acme/customers/1", "/acme/contacts",
    "/acme/contacts/1", "/acme/tasks", "/acme/tasks/1", "/acme/log", "/acme/settings/company",
    "/acme/settings/persons", "/acme/settings/persons/1", "/acme/settings/groups",
    "/acme/settings/groups/1", "/acme/settings/addresses", "/acme/settings/own",
    "/acme/customers/names", "/static/none", "/password/abc", "/beta/documents", "/acme",
  ]
  private static let verbs = [
    "add", "edit", "assign", "archive", "restore", "return", "bulk", "merge", "done", "reopen",
    "cancel", "postpone", "release", "discard", "rename", "move", "keep", "remove", "on", "off",
    "rotate", "invite", "file", "undo",
  ]
  private static let names = [
    "text", "state", "customer", "contact", "kind", "after", "from", "to", "id", "ids", "all",
    "name", "email", "role", "title", "date", "group", "notes", "description", "person", "path",
    "keepYears", "reminderDays", "reminderAt", "timeZone", "language", "change", "next", "address",
    "format", "width", "everywhere", "newCustomer", "moves",
  ]
  private static let values = [
    "", "1", "2", "0", "-1", "99999999999999999999", "inbox", "filed", "x", "ä ö", "5.3.2030",
    "2030-02-31", "1-40", "40-1", "csv", "ext:A", "<x>", "\u{0600}<b>", "\0", "\r\nX: 1", "%",
    "{{a}}",
    "matti@acme.example", "Europe/Helsinki", "08:00", "7, 1, 0", "admin", "fi", "=1+1", "'\"",
    String(repeating: "å", count: 3_000),
  ]

  @Test(.timeLimit(.minutes(15)))
  func `ten thousand random requests get no error of ours, and take no memory`() async throws {
    let instance = try await PageInstance()
    try await instance.receive(
      SampleMail(to: instance.address, subject: "Lasku").attaching(
        .file("lasku.txt", Array("Lasku".utf8), type: "text/plain")))
    let minicrm = instance.minicrm
    try await minicrm.mustRun(["customer", "add", "--company", "acme", "--name", "Virtanen Oy"])
    let jar = minicrm.directory.path("cookies")
    _ = try await Program.mustRun(
      "curl",
      [
        "-sS", "-o", "/dev/null", "-c", jar, "-H", "Origin: \(instance.origin)",
        "--data-urlencode", "password=\(PageInstance.password)", try await instance.invitation(),
      ])
    let page = try await Program.mustRun(
      "curl", ["-fsS", "-b", jar, "\(instance.origin)/acme/documents"])
    let token = try #require(page.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/)?.1)

    var random = SeededGenerator()
    let hint = "\(random)"
    var memory: [Int] = []
    for _ in 0..<Self.batches {
      let requests = (0..<Self.batch).map { _ in
        Self.request(instance.origin, jar, String(token), &random)
      }
      let file = try minicrm.directory.write(requests.joined(separator: "next\n"), to: "requests")
      let run = try await Program.run("curl", ["--config", file], within: .seconds(600))
      let statuses = run.text.split(separator: "\n").filter { $0.hasPrefix("status ") }
      #expect(statuses.count == Self.batch, "\(hint): \(run.errors.suffix(500))")
      for status in statuses where status.hasPrefix("status 5") || status.hasPrefix("status 000") {
        Issue.record("\(hint): \(status)")
      }
      memory.append(try #require(instance.daemon.residentMemory))
    }
    #expect(memory[3] - memory[1] < Self.growth, "\(hint): \(memory)")
    try #require(!instance.daemon.hasEnded)
    let again = try await Program.mustRun(
      "curl", ["-fsS", "-b", jar, "\(instance.origin)/acme/documents"])
    #expect(again.contains("<h1>"))
    try await minicrm.mustRun(["log", "verify", "--company", "acme"])
    #expect(try await minicrm.integrityCheck() == "ok")
    try await instance.end()
  }

  /// A request as curl's configuration has it.
  private static func request(
    _ origin: String, _ jar: String, _ token: String, _ random: inout SeededGenerator
  ) -> String {
    func pairs() -> String {
      (0..<Int.random(in: 0...5, using: &random)).map { _ in
        let name = names.randomElement(using: &random) ?? ""
        return "\(name)=\(encoded(values.randomElement(using: &random) ?? ""))"
      }.joined(separator: "&")
    }
    var path = paths.randomElement(using: &random) ?? "/"
    if Bool.random(using: &random) {
      path = path.replacing("/1", with: "/\(Int.random(in: -1...4, using: &random))")
    }
    if Int.random(in: 0..<20, using: &random) == 0 {
      path += "/" + encoded(values.randomElement(using: &random) ?? "")
    }
    var lines = [
      "silent", "output = \"/dev/null\"", "cookie = \"\(jar)\"", "path-as-is", "globoff",
      "header = \"Origin: \(origin)\"",
    ]
    if Int.random(in: 0..<3, using: &random) == 0 {
      path += "/" + (verbs.randomElement(using: &random) ?? "")
      let isTrue = Int.random(in: 0..<8, using: &random) != 0
      lines.append("data-raw = \"csrf=\(isTrue ? token : "x")&\(pairs())\"")
    } else if Int.random(in: 0..<30, using: &random) == 0 {
      lines.append(
        "request = \"\(["PUT", "DELETE", "OPTIONS"].randomElement(using: &random) ?? "")\"")
    }
    let query = pairs()
    let url = origin + path + (query.isEmpty ? "" : "?\(query)")
    lines += [
      "url = \"\(url)\"",
      "write-out = \"status %{http_code} %{method} \(url.replacing("%", with: "%%"))\\n\"",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Percent-encoded, but for letters, digits and what is at home in a path.
  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : String(format: "%%%02X", byte)
    }.joined()
  }
}
