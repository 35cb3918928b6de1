/// HTML, SVG and other XML.
extension MediaTypeSample {
  /// The type of the markup at the beginning, past comments and declarations; nil where there is
  /// none.
  var markupType: String? {
    let prolog = markupProlog
    if prolog.root == "svg" || prolog.documentType == "svg" { return "image/svg+xml" }
    let isHTML = prolog.root == "html" || prolog.documentType == "html"
    if prolog.isXML {
      if isHTML { return declared == "text/html" ? "text/html" : "application/xhtml+xml" }
      return xmlType
    }
    if isHTML || Self.htmlElements.contains(prolog.root) { return "text/html" }
    let isSaid =
      fileExtension == "xml"
      || declared.map { $0.hasSuffix("/xml") || $0.hasSuffix("+xml") } == true
    if !prolog.root.isEmpty, isSaid || prolog.hasNamespace { return xmlType }
    // A comment without an end, or with text after it: what a browser calls HTML is called so here.
    let isMaybe = declared == nil || credibleType == nil || fileExtension.hasPrefix("htm")
    return prolog.hasComment && isMaybe ? "text/html" : nil
  }

  /// application/xml, unless the declared type names a kind of XML. Electronic invoices (Finvoice,
  /// UBL) come as both application/xml and text/xml.
  private var xmlType: String {
    guard let declared, declared == "text/xml" || declared.hasSuffix("+xml"),
      declared != "image/svg+xml", declared != "application/xhtml+xml"
    else { return "application/xml" }
    return declared
  }

  /// Elements that begin HTML without `<html>`; the list of WHATWG's MIME Sniffing, and those that
  /// mail programs begin with.
  private static let htmlElements: Set<String> = [
    "a", "b", "body", "br", "center", "div", "font", "h1", "h2", "h3", "head", "hr", "i", "iframe",
    "img", "link", "meta", "p", "pre", "script", "span", "strong", "style", "table", "title", "ul",
  ]

  /// The markup before a document's content.
  private struct MarkupProlog {
    /// The prolog has an XML declaration.
    var isXML = false
    var hasComment = false
    /// The name in `<!DOCTYPE`, in lower case; empty when there is none.
    var documentType = ""
    /// The first element's name in lower case, without its prefix; empty when there is none.
    var root = ""
    /// The first element declares a namespace.
    var hasNamespace = false
  }

  private var markupProlog: MarkupProlog {
    var prolog = MarkupProlog()
    var position = contentStart
    while position < bytes.count, bytes[position] == .lessThan {
      let next: Int?
      if has("<?", at: position) {
        prolog.isXML = prolog.isXML || begins("<?XML", at: position)
        next = end(of: "?>", from: position)
      } else if has("<!--", at: position) {
        prolog.hasComment = true
        next = end(of: "-->", from: position + 4)
      } else if begins("<!DOCTYPE", at: position) {
        let start = bytes[(position + 9)...].firstIndex { !$0.isWhitespace } ?? bytes.count
        prolog.documentType = name(at: start)
        next = endOfDocumentType(from: start)
      } else {
        readRoot(at: position + 1, into: &prolog)
        next = nil
      }
      guard let next else { break }
      position = bytes[next...].firstIndex { !$0.isWhitespace } ?? bytes.count
    }
    return prolog
  }

  private func readRoot(at start: Int, into prolog: inout MarkupProlog) {
    let whole = name(at: start)
    let after = start + whole.utf8.count
    let ending = after < bytes.count ? bytes[after] : .greaterThan
    guard ending.isWhitespace || ending == .greaterThan || ending == .slash
    else { return }
    prolog.root = whole.split(separator: ":").last.map(String.init) ?? ""
    let tag = bytes[after...].firstIndex(of: .greaterThan) ?? bytes.count
    prolog.hasNamespace = firstIndex(of: "xmlns", in: after..<tag) != nil
  }

  /// The letters, digits and `:-_.` at `start`, in lower case; empty unless a letter comes first.
  private func name(at start: Int) -> String {
    guard start < bytes.count, bytes[start].isLetter else { return "" }
    let name = bytes[start...].prefix {
      $0.isLetter || $0.isDigit || $0 == .colon || $0 == .hyphen || $0 == .underscore
        || $0 == .dot
    }
    return String(decoding: name.map(\.asciiLowercased), as: UTF8.self)
  }

  private func end(of mark: String, from start: Int) -> Int? {
    firstIndex(of: mark, in: start..<bytes.count).map { $0 + mark.utf8.count }
  }

  /// After the `>` that ends a document type, past its internal subset.
  private func endOfDocumentType(from start: Int) -> Int? {
    guard let close = bytes[start...].firstIndex(of: .greaterThan) else { return nil }
    guard let subset = bytes[start..<close].firstIndex(of: UInt8(ascii: "[")),
      let end = bytes[subset...].firstIndex(of: UInt8(ascii: "]"))
    else { return close + 1 }
    return bytes[end...].firstIndex(of: .greaterThan).map { $0 + 1 }
  }
}
