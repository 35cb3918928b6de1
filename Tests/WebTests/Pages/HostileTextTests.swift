import Foundation
import HTTPTypes
import Records
import Store
import Testing

@testable import Web

/// Texts that would leave their place on a page are shown as texts, wherever somebody wrote them.
@Suite struct HostileTextTests {
  /// Each would begin an element, end an attribute or be read as a template, were one of its bytes
  /// not escaped. U+0600 makes one character with what follows, which is not "<" then.
  private static let texts = [
    "\"'></textarea></title><x-mini onx-mini=1>{{{csrf}}}",
    "\u{0600}<x-mini>\u{0600}\"onx-mini=1 \u{0600}'\u{0600}&{{csrf}}",
  ]

  /// Bytes that are in no page of ours.
  private static let traces = [
    "<x-mini", "\"'>", "\u{0600}<", "\u{0600}\"", "\u{0600}'", "\u{0600}&{", "</textarea></title>",
  ].map { Array($0.utf8) }

  /// Fields that take no text of somebody's own, as they are filled in.
  private static let usual = [
    "name": "Nimi", "email": "uusi@acme.example", "date": "5.3.2030", "description": "Soita",
    "person": "matti@acme.example", "path": "Ryhmä", "timeZone": "Europe/Helsinki",
    "language": "fi", "role": "admin", "keepYears": "6", "reminderAt": "08:00",
  ]

  @Test(.timeLimit(.minutes(10)))
  func `every field of every form is shown as it was typed, and nothing more`() async throws {
    let ground = try await PageGround()
    let desk = ground.desk
    try await Self.write(in: ground)
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      var forms: [String: Form] = [:]
      var shown = 0
      let pages = Self.paths(ground)
      for page in pages {
        let answer = try await browser.get(page)
        if Self.look(at: answer, page) { shown += 1 }
        for form in Form.all(in: answer.text) where forms[form.action] == nil {
          // These take no text, and end the work.
          if form.action.hasSuffix("/logout") || form.action.hasSuffix("/off") { continue }
          forms[form.action] = form
        }
      }
      #expect(forms.count > 25, "\(forms.keys.sorted())")
      for form in forms.values.sorted(by: { $0.action < $1.action }) {
        for text in Self.texts {
          for field in form.fields {
            var filled = form.hidden
            for other in form.fields { filled[other] = Self.usual[other] ?? "" }
            filled[field] = text
            let answer = try await browser.post(form.action, filled)
            #expect(answer.status < 500, "\(form.action) \(field): \(answer.status)")
            if Self.look(at: answer, "\(form.action) \(field)") { shown += 1 }
            if let next = answer["location"] {
              if Self.look(at: try await browser.get(next), "\(form.action) \(field) → \(next)") {
                shown += 1
              }
            }
          }
        }
      }
      for page in pages + Self.paths(ground) {
        for text in [nil] + Self.texts {
          let query = text.map { text in
            let value = PercentCoding.encoded(text)
            return "?"
              + ["text", "customer", "contact", "kind", "state", "after", "from", "to", "who"]
              .map { "\($0)=\(value)" }.joined(separator: "&")
          }
          let answer = try await browser.get(page + (query ?? ""))
          #expect(answer.status < 500, "\(page)")
          if Self.look(at: answer, page + (query ?? "")) { shown += 1 }
        }
      }
      #expect(shown > 300)
    }
  }

  /// Names of files, senders, subjects and parts of mails, which come from elsewhere.
  private static func write(in ground: PageGround) async throws {
    let desk = ground.desk
    for text in texts {
      try await PageDesk.add("\(text).pdf", title: text, to: desk.acme, in: desk.store)
      let word = MIMEWord.encoded(text)
      for (type, body) in [("text/plain", "Terve"), ("application/pdf", "%PDF-1.4")] {
        try await desk.mail(
          """
          From: \(word) <a@b.example>
          Subject: \(word)
          Message-ID: <\(text.filter { $0 != " " })@b.example>
          Content-Type: \(type); name="\(word)"
          Content-Disposition: attachment; filename="\(word)"
          MIME-Version: 1.0

          \(body)
          """, to: desk.acme)
      }
      let acting = desk.acme.acting(as: .operator, at: PageDesk.moment)
      _ = try await acting.add(NewCustomer(name: text))
      _ = try await acting.addGroup(path: text.replacing("/", with: ""))
    }
  }

  /// The paths of all pages of the company, with the ids of its records, the newest ones too.
  private static func paths(_ ground: PageGround) -> [String] {
    ground.routes(.get).flatMap { route -> [String] in
      let path = PageGround.path(route, at: "acme", ground.own)
        .replacing("{n}", with: "1").replacing("{id}", with: "1")
      guard !path.hasSuffix("/events"), !path.hasSuffix(".png") else { return [] }
      guard route.path.description.contains("{id}") else { return [path] }
      return [path, path.replacing(/\/\d+/, with: "/3"), path.replacing(/\/\d+/, with: "/4")]
    }
  }

  /// True where the page shows a hostile text, as a text.
  private static func look(at answer: WebAnswer, _ place: String) -> Bool {
    #expect(answer["x-mini"] == nil, "\(place)")
    guard answer["content-type"]?.hasPrefix("text/html") == true else { return false }
    for trace in traces where answer.body.contains(trace) {
      let shown = String(decoding: trace, as: UTF8.self)
      Issue.record("\(place) has \(shown)")
    }
    return answer.text.contains("&lt;x-mini")
  }
}

/// A form of a page.
private struct Form {
  let action: String
  let fields: [String]
  let hidden: [String: String]

  static func all(in page: String) -> [Form] {
    page.matches(
      of: /<form method="post" action="([^"]+)"(?:[^>]*)>(.*?)<\/form>/.dotMatchesNewlines()
    )
    .map { match in
      var (fields, hidden): ([String], [String: String]) = ([], [:])
      for input in match.2.matches(of: /<(?:input|textarea|select)[^>]*>/) {
        guard let name = input.0.firstMatch(of: /\bname="([^"]+)"/)?.1 else { continue }
        if input.0.contains("type=\"hidden\"") {
          hidden[String(name)] = String(input.0.firstMatch(of: /value="([^"]*)"/)?.1 ?? "")
        } else {
          fields.append(String(name))
        }
      }
      return Form(action: String(match.1), fields: fields, hidden: hidden)
    }
  }
}

/// A word of a header field in base64 (RFC 2047, section 4).
private enum MIMEWord {
  static func encoded(_ text: String) -> String {
    "=?utf-8?B?\(Data(text.utf8).base64EncodedString())?="
  }
}
