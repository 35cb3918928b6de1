/// The fields before a part's content in `multipart/form-data` (RFC 7578 §4).
struct PartHead: Sendable, Hashable {
  /// The field's name.
  let name: String
  /// Nil where the part is no file.
  let fileName: String?
  let mediaType: String?

  /// Throws 400 for what has no name, or is no UTF-8.
  init(_ bytes: [UInt8]) throws(WebError) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw WebError(.badRequest) }
    var disposition: String?
    var type: String?
    for line in text.split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":") else { throw WebError(.badRequest) }
      let value = String(line[line.index(after: colon)...]).trimmed
      switch line[..<colon].lowercased() {
      case "content-disposition" where disposition == nil: disposition = value
      case "content-type" where type == nil: type = value
      default: break
      }
    }
    guard let disposition, let parameters = HeaderParameters(disposition),
      parameters.value == "form-data", let name = parameters["name"]
    else { throw WebError(.badRequest) }
    self.name = Self.unescaped(name)
    mediaType = type
    if let extended = parameters["filename*"] {
      guard let decoded = Self.extended(extended) else { throw WebError(.badRequest) }
      fileName = Self.lastPart(decoded)
    } else {
      fileName = parameters["filename"].map { Self.lastPart(Self.unescaped($0)) }
    }
  }

  /// Browsers write a quote and line ends in a name like this (WHATWG HTML, "multipart/form-data
  /// encoding algorithm"), and a `%` as it is.
  private static func unescaped(_ name: String) -> String {
    guard name.contains("%") else { return name }
    return name.replacing("%22", with: "\"").replacing("%0D", with: "\r")
      .replacing("%0A", with: "\n")
  }

  /// RFC 8187 §3.2: `UTF-8'fi'l%C3%A4hete.pdf`; nil for another charset.
  private static func extended(_ value: String) -> String? {
    let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
    return PercentCoding.decoded(parts[2].utf8)
  }

  /// Some browsers told the folders too, with either slash.
  private static func lastPart(_ name: String) -> String {
    name.lastIndex { $0 == "/" || $0 == "\\" }.map { String(name[name.index(after: $0)...]) }
      ?? name
  }
}

extension String {
  fileprivate var trimmed: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let start = drop(while: isSpace)
    return String(start.reversed().drop(while: isSpace).reversed())
  }
}
