/// PDFs as a writer of the simplest kind makes them, and as nobody should.
struct SamplePDF {
  var pages = 1
  var mediaBox = "0 0 595 842"
  var rotation = 0
  /// Further entries of the catalog and the trailer.
  var catalog = ""
  var trailer = ""
  /// Entries of every page.
  var page = ""
  /// The content of every page; else its number.
  var content: String?
  /// Objects behind the pages, from the number `firstExtra`.
  var extras: [String] = []

  var firstExtra: Int { 4 + 2 * pages }

  var bytes: [UInt8] {
    let kids = (0..<pages).map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
    var objects = [
      "<< /Type /Catalog /Pages 2 0 R \(catalog) >>",
      "<< /Type /Pages /Kids [\(kids)] /Count \(pages) >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number in 0..<pages {
      let content = content ?? "BT /F1 24 Tf 72 700 Td (Lasku 1234, sivu \(number + 1)) Tj ET"
      objects.append(
        """
        << /Type /Page /Parent 2 0 R /MediaBox [\(mediaBox)] /Rotate \(rotation) \
        /Contents \(5 + 2 * number) 0 R /Resources << /Font << /F1 3 0 R >> >> \(page) >>
        """)
      objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
    }
    return Self.file(objects + extras, trailer)
  }

  /// A file of these objects, numbered from 1; the first is the catalog.
  static func file(_ objects: [String], _ trailer: String = "") -> [UInt8] {
    var bytes = Array("%PDF-1.7\n".utf8)
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let offset = String(bytes.count)
      table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
      bytes += "\(index + 1) 0 obj\n\(object)\nendobj\n".utf8
    }
    let start = bytes.count
    bytes += table.utf8
    bytes += "trailer << /Size \(objects.count + 1) /Root 1 0 R \(trailer) >>\n".utf8
    return bytes + "startxref\n\(start)\n%%EOF\n".utf8
  }

  /// Nobody knows the password, since there is none that fits these digests.
  static var encrypted: [UInt8] {
    let digest = String(repeating: "5a", count: 32)
    var pdf = SamplePDF()
    pdf.trailer = "/Encrypt \(pdf.firstExtra) 0 R /ID [<00112233> <00112233>]"
    pdf.extras = ["<< /Filter /Standard /V 1 /R 2 /O <\(digest)> /U <\(digest)> /P -4 >>"]
    return pdf.bytes
  }

  /// A page tree that is its own child.
  static var endlessTree: [UInt8] {
    file([
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>",
    ])
  }

  /// Arrays within arrays.
  static func nested(_ depth: Int) -> [UInt8] {
    let page = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    return SamplePDF(page: "/Deep \(page)").bytes
  }

  /// A form that draws itself twice.
  static var endlessForm: [UInt8] {
    var pdf = SamplePDF(content: "/X Do")
    let form = pdf.firstExtra
    pdf.page = "/Resources << /XObject << /X \(form) 0 R >> >>"
    pdf.extras = [
      """
      << /Type /XObject /Subtype /Form /BBox [0 0 10 10] \
      /Resources << /XObject << /X \(form) 0 R >> >> /Length 11 >>
      stream
      /X Do /X Do
      endstream
      """
    ]
    return pdf.bytes
  }

  /// An image in a format that only old and large decoders know.
  static func image(_ filter: String, width: Int = 100, height: Int = 100) -> [UInt8] {
    var pdf = SamplePDF(content: "500 0 0 500 0 0 cm /X Do")
    pdf.page = "/Resources << /XObject << /X \(pdf.firstExtra) 0 R >> >>"
    let data = String(repeating: "\u{1}\u{7f}garbage", count: 200)
    pdf.extras = [
      """
      << /Type /XObject /Subtype /Image /Width \(width) /Height \(height) /ColorSpace /DeviceGray \
      /BitsPerComponent 8 /Filter /\(filter) /Length \(data.utf8.count) >>
      stream
      \(data)
      endstream
      """
    ]
    return pdf.bytes
  }

  /// More lines than anybody draws in time.
  static var endlessContent: [UInt8] {
    let circle = "0 0 m 100 900 900 100 595 842 c 3 900 900 3 0 842 c 0.01 w S\n"
    return SamplePDF(content: String(repeating: circle, count: 200_000)).bytes
  }

  static var withScript: [UInt8] {
    SamplePDF(catalog: "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); while\\(1\\){}) >>")
      .bytes
  }
}
