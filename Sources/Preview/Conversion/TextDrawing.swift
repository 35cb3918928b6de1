/// A page of text as an SVG image: lines of a fixed width on white, in the shape of A4. All that it
/// holds is ours but for the characters of the lines.
struct TextDrawing {
  /// Points.
  private static let page = (width: 595, height: 842)
  private static let margin = 36
  private static let lineHeight = 10.7
  private static let fontSize = 9

  let lines: [String]

  var svg: String {
    let (width, height) = Self.page
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)"><rect width="\(width)" height="\(height)" fill="#fff"/>\
      <g font-family="monospace" font-size="\(Self.fontSize)" fill="#111" xml:space="preserve">

      """
    for (row, line) in lines.enumerated() where !line.isEmpty {
      let tenths = Self.margin * 10 + Int((Double(row + 1) * Self.lineHeight * 10).rounded())
      svg += "<text x=\"\(Self.margin)\" y=\"\(tenths / 10).\(tenths % 10)\">"
      svg += Self.escaped(line)
      svg += "</text>\n"
    }
    return svg + "</g></svg>\n"
  }

  /// By bytes, so that no character combines with a mark of markup into another one.
  private static func escaped(_ line: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(line.utf8.count + 16)
    for byte in line.utf8 {
      switch byte {
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
