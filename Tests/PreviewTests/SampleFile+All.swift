import Glibc
import Preview
import TestKit

extension SampleFile {
  static let all = documents + hostileDocuments + pictures + hostilePictures + texts + others

  private static let documents = [
    SampleFile("an ordinary PDF", .first, .image(800), bytes: SamplePDF().bytes),
    SampleFile("its text", .text, .text("Lasku 1234, sivu 1"), bytes: SamplePDF().bytes),
    SampleFile(
      "its pages", .pageCount, .pages(3, isWhole: true), bytes: SamplePDF(pages: 3).bytes),
    SampleFile(
      "the narrowest image", .page(3, width: 160), .image(160), bytes: SamplePDF(pages: 3).bytes),
    SampleFile("the widest image", .page(1, width: 2400), .image(2400), bytes: SamplePDF().bytes),
    SampleFile(
      "a page past the last", .page(4, width: 800), .refused(.noSuchPage),
      bytes: SamplePDF(pages: 3).bytes),
    SampleFile(
      "the page of the highest number", .page(.max, width: 800), .refused(.noSuchPage),
      bytes: SamplePDF(pages: 3).bytes),
    SampleFile(
      "a page on its side", .page(1, width: 1000), .image(1000),
      bytes: SamplePDF(rotation: 90).bytes),
    SampleFile(
      "10,000 pages", .pageCount, .pages(10_000, isWhole: true),
      bytes: SamplePDF(pages: 10_000).bytes),
    SampleFile(
      "the last of 10,000 pages", .page(10_000, width: 400), .image(400),
      bytes: SamplePDF(pages: 10_000).bytes),
    SampleFile(
      "more pages than are shown", .pageCount, .pages(10_000, isWhole: false),
      bytes: SamplePDF(pages: 10_001).bytes),
    SampleFile(
      "a page that isn't shown", .page(10_001, width: 400), .refused(.beyond(.pages)),
      bytes: SamplePDF(pages: 10_001).bytes),
    SampleFile("a PDF with a script", .first, .image(800), bytes: SamplePDF.withScript),
    SampleFile(
      "a PDF behind other bytes", .first, .image(800),
      bytes: Array("\u{1}HTTP/1.1 200 OK\r\n\r\n".utf8) + SamplePDF().bytes),
    SampleFile(
      "a receipt of two metres", .page(1, width: 2400), .image(894),
      bytes: SamplePDF(mediaBox: "0 0 200 5000").bytes),
  ]

  private static let hostileDocuments = [
    SampleFile("an encrypted PDF", .first, .refused(.encrypted), bytes: SamplePDF.encrypted),
    SampleFile("its pages", .pageCount, .refused(.encrypted), bytes: SamplePDF.encrypted),
    SampleFile("its text", .text, .refused(.encrypted), bytes: SamplePDF.encrypted),
    SampleFile(
      "a mark and nothing more", .first, .refused(.broken), bytes: Array("%PDF-1.7\n".utf8)),
    SampleFile("a page tree without an end", .first, .anything, bytes: SamplePDF.endlessTree),
    SampleFile("a form that draws itself", .first, .anything, bytes: SamplePDF.endlessForm),
    SampleFile("arrays 100,000 deep", .first, .anything, bytes: SamplePDF.nested(100_000)),
    SampleFile(
      "a page of 70 km", .first, .image(800),
      bytes: SamplePDF(mediaBox: "0 0 200000000 200000000").bytes),
    SampleFile(
      "a page like a thread", .first, .refused(.beyond(.pixels)),
      bytes: SamplePDF(mediaBox: "0 0 1 100000").bytes),
    SampleFile(
      "a page without a width", .first, .anything, bytes: SamplePDF(mediaBox: "0 0 0 0").bytes),
    SampleFile("garbage for JBIG2", .first, .anything, bytes: SamplePDF.image("JBIG2Decode")),
    SampleFile("garbage for JPEG 2000", .first, .anything, bytes: SamplePDF.image("JPXDecode")),
    SampleFile(
      "an image of 10 billion pixels", .first, .anything,
      bytes: SamplePDF.image("JBIG2Decode", width: 100_000, height: 100_000)),
    SampleFile("200,000 curves", .first, .anything, bytes: SamplePDF.endlessContent),
  ]

  private static let pictures = [
    SampleFile("a JPEG", .first, .image(800), SamplePicture.made("a.jpg", 1200, 900)),
    SampleFile("a JPEG on its side", .page(1, width: 200), .image(200), SamplePicture.turned),
    SampleFile(
      "a JPEG of a printer", .first, .image(800), SamplePicture.made("a.jpg", 900, 900, bands: 4)),
    SampleFile("a PNG", .first, .image(800), SamplePicture.made("a.png", 30, 20)),
    SampleFile("a PNG of one pixel", .first, .image(800), SamplePicture.made("a.png", 1, 1)),
    SampleFile("a TIFF", .first, .image(800), SamplePicture.made("a.tif", 900, 900)),
    SampleFile(
      "a TIFF's pages", .pageCount, .pages(3, isWhole: true),
      SamplePicture.made("a.tif", 100, 300, options: "[page-height=100]")),
    SampleFile(
      "a TIFF's third page", .page(3, width: 300), .image(300),
      SamplePicture.made("a.tif", 100, 300, options: "[page-height=100]")),
    SampleFile(
      "a TIFF's page past the last", .page(4, width: 300), .refused(.noSuchPage),
      SamplePicture.made("a.tif", 100, 300, options: "[page-height=100]")),
    SampleFile("a WebP", .first, .image(800), SamplePicture.made("a.webp", 900, 900)),
    SampleFile(
      "an animated WebP", .first, .image(800),
      SamplePicture.made("a.webp", 100, 300, options: "[page-height=100]")),
    SampleFile(
      "an animated GIF", .first, .image(800),
      SamplePicture.made("a.gif", 100, 300, options: "[page-height=100]")),
    SampleFile(
      "an animated GIF's pages", .pageCount, .pages(1, isWhole: true),
      SamplePicture.made("a.gif", 100, 300, options: "[page-height=100]")),
    SampleFile("an HEIC", .first, .image(800), SamplePicture.made("a.heic", 640, 480)),
    SampleFile("an AVIF", .first, .image(800), SamplePicture.made("a.avif", 640, 480)),
    SampleFile("a picture's text", .text, .text(""), SamplePicture.made("a.png", 30, 20)),
  ]

  private static let hostilePictures = [
    SampleFile(
      "a PNG of 50,000 by 50,000", .first, .refused(.beyond(.pixels)),
      bytes: SamplePicture.bomb(50_000, 50_000)),
    SampleFile(
      "a PNG of 2 billion by 2 billion", .first, .anything,
      bytes: SamplePicture.bomb(2_000_000_000, 2_000_000_000)),
    SampleFile(
      "a PNG like a thread", .first, .refused(.beyond(.pixels)),
      SamplePicture.made("a.png", 1, 90_000)),
    SampleFile(
      "a PNG without its pixels", .first, .anything, bytes: SamplePicture.bomb(1_000, 1_000)),
    SampleFile(
      "a PNG of 144 million pixels", .first, .anything,
      SamplePicture.made("a.png", 12_000, 12_000)),
    SampleFile("a JPEG's mark", .first, .refused(.broken), bytes: [0xff, 0xd8, 0xff, 0xe0, 0, 16]),
    SampleFile(
      "a TIFF whose directory is itself", .first, .refused(.broken),
      bytes: [0x49, 0x49, 42, 0, 8, 0, 0, 0, 0, 0, 8, 0, 0, 0]),
    SampleFile(
      "an HEIC's mark", .first, .refused(.broken),
      bytes: [0, 0, 0, 24] + Array("ftypheic\0\0\0\0mif1heic".utf8)),
  ]

  private static let texts = [
    SampleFile("a text", .first, .image(800), bytes: Array("Hyvää päivää\n".utf8)),
    SampleFile("its text", .text, .text("Hyvää päivää"), bytes: Array("Hyvää päivää\n".utf8)),
    SampleFile(
      "its page past the last", .page(2, width: 800), .refused(.noSuchPage),
      bytes: Array("Hyvää päivää\n".utf8)),
    SampleFile(
      "a text in Latin letters of one byte", .text, .text("Hyvää päivää, 10 €"),
      bytes: Array("Hyv".utf8) + [0xe4, 0xe4] + Array(" p".utf8) + [0xe4] + Array("iv".utf8)
        + [0xe4, 0xe4] + Array(", 10 ".utf8) + [0x80]),
    SampleFile(
      "UTF-16 with a mark", .text, .text("Hyvää päivää"),
      bytes: [0xff, 0xfe] + "Hyvää päivää".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }),
    SampleFile(
      "UTF-16 without one", .text, .text("Hyvää päivää"),
      bytes: "Hyvää päivää".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }),
    SampleFile(
      "SVG is a text", .text, .text("<script>alert(1)</script>"),
      bytes: Array("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".utf8)),
    SampleFile(
      "an entity of XML that would fill the world", .first, .image(800),
      bytes: Array(
        """
        <?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">\
        \((1...20).map { "<!ENTITY a\($0) \"&a\($0 - 1);&a\($0 - 1);\">" }.joined())]>\
        <a>&a20;</a>
        """.utf8)),
    SampleFile(
      "a text of markup and controls", .first, .image(800),
      bytes: Array("</text></svg>&#0; &lt; ]]> \u{202e}evil\u{200f} \u{fffe} \u{1b}[31m\r".utf8)),
    SampleFile(
      "marks upon marks", .first, .image(800),
      bytes: Array(("a" + String(repeating: "\u{301}", count: 100_000)).utf8)),
    SampleFile(
      "one line of 3 MB", .page(400, width: 800), .image(800),
      bytes: [UInt8](repeating: UInt8(ascii: "x"), count: 3 << 20)),
    SampleFile(
      "a text of 100 MB", .first, .image(800),
      bytes: [UInt8](repeating: UInt8(ascii: "x"), count: 100_000_000)),
    SampleFile(
      "its pages", .pageCount, .pages(607, isWhole: false),
      bytes: [UInt8](repeating: UInt8(ascii: "x"), count: 100_000_000)),
  ]

  private static let others = [
    SampleFile("an empty file", .first, .refused(.unsupported), bytes: []),
    SampleFile(
      "a ZIP", .first, .refused(.unsupported),
      bytes: Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 60)),
    SampleFile(
      "a program", .text, .refused(.unsupported), bytes: [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
    SampleFile("a file beyond the limit", .first, .refused(.beyond(.fileSize))) { directory in
      let path = try directory.write([], to: "large")
      truncate(path, 1 << 40)
      return path
    },
    SampleFile("a device without an end", .first, .refused(.beyond(.fileSize))) { _ in "/dev/zero"
    },
    SampleFile("a directory", .first, .anything) { $0.path },
  ]
}
