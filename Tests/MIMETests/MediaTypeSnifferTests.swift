import TestKit
import Testing

@testable import MIME

struct MediaTypeSnifferTests {
  /// The sniffer's type of bytes that a sender declared and named so.
  static func sniffed(
    _ bytes: [UInt8], declared: String? = nil, name: String? = nil
  ) -> String {
    bytes.withUnsafeBytes {
      MediaTypeSniffer.mediaType(of: $0, declared: declared, fileName: name)
    }
  }

  static func sniffed(
    _ text: String, declared: String? = nil, name: String? = nil
  ) -> String {
    sniffed(Array(text.utf8), declared: declared, name: name)
  }

  static let zeros = [UInt8](repeating: 0, count: 64)

  @Test(
    arguments: [
      ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
      (Array("GIF89a".utf8), "image/gif"),
      (Array("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ".utf8), "image/webp"),
      (Array("RIFF\u{1}\u{2}\u{3}\u{4}WAVEfmt ".utf8), "audio/wav"),
      ([0x49, 0x49, 0x2A, 0x00], "image/tiff"),
      ([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
      (Array("BM\u{1}\u{2}\u{3}\u{4}\0\0\0\0\u{36}\0\0\0\u{28}\0\0\0".utf8), "image/bmp"),
      (Array("\0\0\0\u{18}ftypheic\0\0\0\0mif1heic".utf8), "image/heic"),
      (Array("\0\0\0\u{18}ftypmif1\0\0\0\0mif1heic".utf8), "image/heic"),
      (Array("\0\0\0\u{14}ftypmif1\0\0\0\0mif1".utf8), "image/heif"),
      (Array("\0\0\0\u{18}ftypmif1\0\0\0\0mif1avif".utf8), "image/avif"),
      (Array("\0\0\0\u{14}ftypisom\0\0\0\0mp42".utf8), "video/mp4"),
      (Array("\0\0\0\u{14}ftypqt  \0\0\0\0qt  ".utf8), "video/quicktime"),
      (Array("\0\0\0\u{8}ftyp".utf8), "video/mp4"),
      (Array("\0\0\0\u{8}moov".utf8), "video/quicktime"),
      ([0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84, 0x77, 0x65, 0x62, 0x6D], "video/webm"),
      ([0x1A, 0x45, 0xDF, 0xA3], "video/x-matroska"),
      (Array("OggS\0".utf8) + zeros + Array("OpusHead".utf8), "audio/ogg"),
      (Array("OggS\0".utf8) + zeros, "application/ogg"),
      (Array("ID3\u{3}\0".utf8), "audio/mpeg"),
      ([0xFF, 0xFB, 0x90, 0x64], "audio/mpeg"),
      ([0xFF, 0xF1, 0x50, 0x80], "audio/aac"),
      ([0, 0, 1, 0, 1, 0, 16, 16, 0, 0] + zeros, "image/vnd.microsoft.icon"),
      (Array("{\\rtf1\\ansi".utf8), "application/rtf"),
      (Array("%!PS-Adobe-3.0".utf8), "application/postscript"),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
      (Array("Rar!\u{1A}\u{7}\0".utf8), "application/vnd.rar"),
      ([0x1F, 0x8B, 0x08, 0], "application/gzip"),
      (Array("BZh91AY&SY".utf8), "application/x-bzip2"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "application/x-xz"),
      (
        Array("a.txt".utf8) + [UInt8](repeating: 0, count: 252) + Array("ustar\0".utf8),
        "application/x-tar"
      ),
      (Array("SQLite format 3\0".utf8), "application/vnd.sqlite3"),
      (Array("MZ".utf8) + zeros, "application/vnd.microsoft.portable-executable"),
      ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], "application/x-executable"),
      ([0x78, 0x9F, 0x3E, 0x22, 1, 0], "application/ms-tnef"),
      ([0x50, 0x4B, 5, 6] + zeros, "application/zip"),
      (
        [0x30, 0x80, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x03],
        "application/pkcs7-mime"
      ),
    ] as [([UInt8], String)])
  func `a signature decides whatever was declared`(bytes: [UInt8], expected: String) {
    #expect(Self.sniffed(bytes) == expected)
    #expect(Self.sniffed(bytes, declared: "text/html; charset=utf-8", name: "a.html") == expected)
    #expect(Self.sniffed(bytes, declared: "application/pdf", name: "a.pdf") == expected)
  }

  @Test func `a PDF is found behind white space, a byte order mark and junk`() {
    #expect(Self.sniffed("%PDF-1.7\n") == "application/pdf")
    #expect(Self.sniffed("\u{FEFF}\r\n %PDF-1.4") == "application/pdf")
    #expect(Self.sniffed([0, 1, 2] + Array("%PDF-1.4".utf8)) == "application/pdf")
    let junk = String(repeating: "x", count: 1_018) + "\n"
    #expect(Self.sniffed(junk + "%PDF-1.4") == "application/pdf")
    #expect(Self.sniffed("HTTP/1.1 200 OK\r\n\r\n%PDF-1.4") == "application/pdf")
  }

  @Test func `text that speaks of PDF is text`() {
    #expect(Self.sniffed("A file begins with %PDF-1.4 then") == "text/plain")
    #expect(Self.sniffed("x\n%PDF-versio") == "text/plain")
    let far = String(repeating: "x", count: 1_030) + "\n%PDF-1.4"
    #expect(Self.sniffed(far) == "text/plain")
  }

  @Test(
    arguments: [
      ("lasku.doc", "application/octet-stream", "application/msword"),
      ("luettelo.XLS", nil, "application/vnd.ms-excel"),
      ("esitys.ppt", "application/msword", "application/vnd.ms-powerpoint"),
      ("viesti.msg", nil, "application/vnd.ms-outlook"),
      (
        "salattu.docx", nil,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
      ),
      (nil, "application/vnd.ms-excel", "application/vnd.ms-excel"),
      (nil, "application/pdf", "application/x-ole-storage"),
    ] as [(String?, String?, String)])
  func `the name, then the declared type, tells compound files apart`(
    name: String?, declared: String?, expected: String
  ) {
    let bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    #expect(Self.sniffed(bytes, declared: declared, name: name) == expected)
  }

  @Test func `other bytes than a known type's signature refute it`() {
    let noise: [UInt8] = [0, 1, 2, 3, 250]
    for type in ["application/pdf", "image/jpg", "application/zip", "text/plain", "text/html"] {
      #expect(Self.sniffed(noise, declared: type) == "application/octet-stream")
    }
    #expect(Self.sniffed(noise, declared: "image/svg+xml") == "application/octet-stream")
    #expect(Self.sniffed(noise, declared: "application/json") == "application/octet-stream")
    #expect(Self.sniffed("Hei", declared: "application/pdf") == "text/plain")
    #expect(Self.sniffed("Hei", declared: "text/calendar") == "text/plain")
    #expect(Self.sniffed("Hei", declared: "application/xml") == "text/plain")
  }

  @Test func `a type without a known signature is kept as declared`() {
    let noise: [UInt8] = [0, 1, 2, 3]
    #expect(Self.sniffed(noise, declared: "Application/X-Own; name=a") == "application/x-own")
    #expect(Self.sniffed(noise, declared: "model/stl") == "model/stl")
    #expect(Self.sniffed("a = 1", declared: "text/x-python") == "text/x-python")
    #expect(Self.sniffed("Hei <b>sinä</b>", declared: "text/html") == "text/html")
  }

  @Test(arguments: [
    "", "pdf", "application/", "/pdf", "application/pdf/x", "application/p df", "a\u{0}/b",
    "text/\u{E4}", "multipart/mixed", "application/octet-stream", "APPLICATION/OCTET-STREAM",
    "application/" + String(repeating: "x", count: 128), "<script>/x",
  ])
  func `a type that is not well-formed or says nothing is not kept`(declared: String) {
    #expect(Self.sniffed([0, 1, 2], declared: declared) == "application/octet-stream")
    #expect(Self.sniffed("Hei", declared: declared) == "text/plain")
  }

  @Test func `an empty document is what it was declared as, if that needs no signature`() {
    #expect(Self.sniffed("") == "application/octet-stream")
    #expect(Self.sniffed("", declared: "application/pdf") == "application/octet-stream")
    #expect(Self.sniffed("", declared: "model/stl") == "model/stl")
  }

  @Test func `any bytes give a well-formed type`() {
    var generator = SeededGenerator(seed: 7)
    let starts = [
      "", "PK\u{3}\u{4}", "<", "<!--", "<!DOCTYPE [", "<?xml", "{\"", "BEGIN:", "From ", "%PDF-",
      "\0\0\0\u{20}ftyp", "OggS\0", "RIFF", "MZ", "BM", "\u{FEFF}",
    ]
    for round in 0..<4_000 {
      let tail = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
        UInt8.random(in: round.isMultiple(of: 2) ? 0x20...0x7E : 0...255, using: &generator)
      }
      var bytes = Array(starts[round % starts.count].utf8) + tail
      if round % 5 == 0 { bytes = [0xFF, 0xFE] + bytes }
      let type = Self.sniffed(bytes, declared: "x/y", name: "a.b")
      #expect(MediaTypeSniffer.normalized(type) == type)
    }
  }
}
