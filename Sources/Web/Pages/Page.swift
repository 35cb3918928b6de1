import HTTPTypes
import HummingbirdCore
import NIOCore
import Records

/// A page to be shown: a template and the values at its names.
package struct Page: Sendable {
  package var title: String
  package var language: Language
  /// The name of its file in `Templates`, without the ending.
  package var template: String
  package var fields: TemplateFields
  package var status: HTTPResponse.Status

  package init(
    _ title: String, _ language: Language, template: String, _ fields: TemplateFields,
    status: HTTPResponse.Status = .ok
  ) {
    self.title = title
    self.language = language
    self.template = template
    self.fields = fields
    self.status = status
  }

  /// The whole of it as HTML. Names that nobody knows trap where assertions are on, as in tests.
  package var text: String {
    var fields = fields
    fields["title"] = .text(title)
    fields["language"] = .text(language.rawValue)
    fields["stylesheet"] = .text(StaticFile.stylesheet.path)
    fields["script"] = .text(StaticFile.script.path)
    fields["icon"] = .text(StaticFile.icon.path)
    let (text, unknown) = Templates.render(Templates.named(template), fields, language)
    assert(unknown.isEmpty, "\(template) says \(unknown.sorted()), which the page doesn't have")
    return text
  }

  package func answer(_ headers: HTTPFields = [:]) -> Response {
    var headers = headers
    headers[.contentType] = "text/html; charset=utf-8"
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

extension Response {
  /// 303: the browser gets another page of ours.
  package static func seeOther(_ path: String, _ headers: HTTPFields = [:]) -> Response {
    var headers = headers
    headers[.location] = path
    return Response(status: .seeOther, headers: headers)
  }
}
