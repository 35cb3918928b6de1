import HTTPTypes
import NIOCore

extension WebRequest {
  /// The fields of the form in the body, without the token. Its files go to the receivers that
  /// `open` gives; a form without any drops them.
  ///
  /// Throws 403 for a wrong token before anything else is done, 400 for a form that can't be read,
  /// 413 for one beyond its limits, 415 for what is no form, and whatever a receiver throws.
  package func form(
    _ limits: FormLimits = .plain, _ token: FormToken,
    files open: @escaping FileOpener = { _ in NoReceiver() }
  ) async throws -> FormFields {
    let type = headers[.contentType].flatMap(HeaderParameters.init)
    let sent = FormToken.header(headers)
    switch type?.value {
    case "multipart/form-data":
      guard let boundary = type?["boundary"], (1...70).contains(boundary.utf8.count) else {
        throw WebError(.badRequest)
      }
      var body = try BodyBytes(self, atMost: limits.bytes)
      var form = MultipartForm(boundary: boundary, limits, token, open)
      return try await form.read(&body, sent: sent)
    case "application/x-www-form-urlencoded":
      var body = try BodyBytes(self, atMost: min(limits.bytes, Int64(limits.allFieldBytes)))
      let all = try FormFields(urlEncoded: try await body.all(), atMost: limits.parts)
      try await token.check(sent ?? all[FormToken.field])
      return all.without(FormToken.field)
    case nil where headers[.contentLength].map({ $0 == "0" }) ?? true:
      // A request of the script's may need no field.
      try await token.check(sent)
      return FormFields()
    default: throw WebError(.unsupportedMediaType)
    }
  }
}

extension FormFields {
  fileprivate func without(_ name: String) -> FormFields {
    var rest = FormFields()
    for field in all where field.name != name { rest.append(field.name, field.value) }
    return rest
  }
}
