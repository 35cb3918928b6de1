import Foundation
import HTTPTypes
import Mustache
import Records
import TestKit
import Testing

@testable import Web

/// The templates: every one escapes by bytes, and says no name that nobody knows.
@Suite struct TemplateTests {
  private static let hostile = [
    "\u{0600}<script>alert(1)</script>", "\"\u{0301} onmouseover=alert(1) x=\"", "'\u{0300}><b>",
    "<\u{0338}img src=x>", "&\u{200D}lt;", "{{words.save}}", "<!--", "\u{110BD}<b>",
  ]

  private static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/Web/Templates")

  private static func texts() throws -> [(name: String, text: String)] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.map {
      ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
    }
  }

  private func template(_ text: String) -> MustacheTemplate {
    Templates.parsed("test", Templates.head + text)
  }

  @Test func `every template is built in, and begins with its content type`() throws {
    let texts = try Self.texts()
    #expect(texts.count > 1)
    #expect(texts.map(\.name) == Templates.files.map { "\($0.name).mustache" }.sorted())
    for (name, text) in texts { #expect(text.hasPrefix(Templates.head), "\(name)") }
    for (name, bytes) in Templates.files {
      let text = texts.first { $0.name == "\(name).mustache" }?.text
      #expect(text.map { Array($0.utf8) } == bytes, "\(name)")
    }
  }

  @Test func `no template leaves a way around the escaping`() throws {
    let faults: [(String, Regex<Substring>)] = [
      ("shows text as it is", /\{\{\{|\{\{\s*&/), ("changes its delimiters", /\{\{\s*=/),
      ("has an attribute without quotes", /=\s*\{\{/),
      ("has a script or a style of its own", /<style|<script(?! src=)| style=| on[a-z]+=/),
      // Mustache would put the space into every line, those of a text area too.
      ("has a partial behind space", /(?m)^[ \t]+\{\{\s*[>$<]/),
      // Only `words` tells of names that it doesn't have.
      ("goes into a field", /\{\{[#^\/]?\s*(?!words\.)\w+\.\w/),
    ]
    for (name, text) in try Self.texts() {
      for (fault, pattern) in faults { #expect(!text.contains(pattern), "\(name) \(fault)") }
    }
  }

  @Test(arguments: hostile)
  func `hostile text stays text`(text: String) {
    let fields: TemplateFields = ["text": .text(text), "list": .texts([text])]
    let (page, unknown) = Templates.render(
      template("<a href=\"{{text}}\">{{#list}}{{.}}{{/list}}</a>"), fields, .finnish)
    #expect(unknown == [])
    let escaped = PageContent.escaped(text)
    #expect(Array(page.utf8) == Array("<a href=\"\(escaped)\">\(escaped)</a>".utf8))
    #expect(!escaped.utf8.contains { "<>\"'".utf8.contains($0) })
  }

  @Test(arguments: hostile)
  func `hostile text stays text on a page with its layout`(text: String) throws {
    let page = Page(
      text, .english, template: "error",
      [
        "status": .text(text), "heading": .text(text), "advice": .text(text),
      ]
    ).text
    let escaped = PageContent.escaped(text)
    for place in ["<title>\(escaped) · Mini-CRM", "<h1>\(escaped)</h1>", "\"status\">\(escaped)<"] {
      #expect(Array(page.utf8).contains(Array(place.utf8)), "\(place)")
    }
  }

  @Test func `a name that nobody knows is told`() {
    let (text, unknown) = Templates.render(
      template("{{a}}{{b}}{{words.save}}{{words.nothing}}{{#c}}{{d}}{{a}}{{/c}}"),
      ["a": "1", "c": .fields(["e": "2"])], .swedish)
    #expect(text == "1Spara1")
    #expect(unknown == ["b", "d", "words.nothing"])
  }

  @Test func `what is absent shows nothing, and its section doesn't`() {
    let fields: TemplateFields = [
      "a": .optional(""), "b": .optional(nil as String?), "c": .flag(false), "d": .list([]),
      "e": .list([["x": "1"], ["x": "2"]]),
    ]
    let (text, unknown) = Templates.render(
      template(
        "{{a}}{{#a}}a{{/a}}{{^b}}b{{/b}}{{#c}}c{{/c}}{{^d}}d{{/d}}{{#e}}{{x}}{{/e}}"),
      fields, .english)
    #expect(text == "bd12")
    #expect(unknown == [])
  }

  @Test(arguments: Language.allCases)
  func `a page is in its language`(language: Language) throws {
    let text = ErrorPage(.notFound, language).text
    #expect(text.contains("<html lang=\"\(language.rawValue)\">"))
    let skip = "<a class=\"skip\" href=\"#main\">\(Label.skipToContent[language])</a>"
    #expect(text.contains(skip))
    #expect(text.contains("<main id=\"main\" tabindex=\"-1\">"))
    #expect(text.contains(StaticFile.stylesheet.path))
    #expect(text.contains(StaticFile.script.path))
  }

  @Test(arguments: [400, 403, 404, 405, 410, 413, 422, 429, 500, 503])
  func `an error has words of its own`(status: Int) {
    let titles = Language.allCases.map {
      ErrorWords(HTTPResponse.Status(code: status)).title[$0]
    }
    #expect(Set(titles).count == 3)
    let others = [400, 403, 404, 405, 410, 413, 422, 429, 500, 503].filter { $0 != status }
    #expect(!others.contains { ErrorWords(.init(code: $0)).title.finnish == titles[0] })
  }

  @Test func `every label has words`() {
    for label in Label.allCases { #expect(!label[.finnish].isEmpty) }
    #expect(Label.saveAndNext[.swedish] == "Spara och nästa")
    #expect(Label.businessID[.english] == "Business ID")
  }
}

extension Array where Element == UInt8 {
  fileprivate func contains(_ part: [UInt8]) -> Bool {
    indices.contains { self[$0...].starts(with: part) }
  }
}
