import Foundation
import TestKit
import Testing

@testable import MIME

@Suite struct Base64DecoderTests {
  @Test(arguments: [
    ("", ""),
    ("TGFza3U=", "Lasku"),
    ("TGFza3U", "Lasku"),
    ("TGFz\r\na3U=\r\n", "Lasku"),
    ("TGFz\na3U=", "Lasku"),
    ("TGFz\ra3U=", "Lasku"),
    (" T G F z\ta 3 U = ", "Lasku"),
    ("TGF!*za3U=", "Lasku"),
    ("TGFz\0a3U=", "Lasku"),
    ("TGFzaw==", "Lask"),
    ("TGFzaw", "Lask"),
    ("TGFzaw=", "Lask"),
    ("TGFzawA", "Lask\0"),
    ("TGFzaw==dQ==", "Lasku"),
    ("TGE=c2s=dQ==", "Lasku"),
    ("TGE=\r\nc2s=\r\ndQ==\r\n", "Lasku"),
    ("====TGFza3U=", "Lasku"),
    ("TGFza3U=====", "Lasku"),
    ("T", ""),
    ("TGFza3U=\r\n. \r\n", "Lasku"),
  ])
  func `garbage, missing padding and chunks encoded apart lose nothing`(
    encoded: String, decoded: String
  ) {
    #expect(Decoding.text(Base64Decoder(), encoded) == decoded)
  }

  @Test func `wherever the input is cut the result is the same`() {
    let encoded = Array(
      "TGFz\r\na3UgMTIv=MjAyNg==\r\nIQ\r\nabcdefghijklmnopqrst!!uvwxyz0123456789".utf8)
    let whole = Decoding.bytes(Base64Decoder(), encoded)
    for first in 0...encoded.count {
      for second in first...encoded.count {
        #expect(Decoding.bytes(Base64Decoder(), encoded, cutAt: [first, second]) == whole)
      }
    }
  }

  @Test(arguments: 0...100)
  func `bytes of every length come back as they were encoded`(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    for options: Data.Base64EncodingOptions in [
      [], [.lineLength64Characters, .endLineWithCarriageReturn, .endLineWithLineFeed],
    ] {
      let encoded = Array(Data(bytes).base64EncodedData(options: options))
      #expect(Decoding.bytes(Base64Decoder(), encoded) == bytes)
    }
  }

  @Test func `each byte outside the alphabet is skipped`() {
    let alphabet = Set(Self.alphabet + Array("-_=".utf8))
    for byte in UInt8.min...UInt8.max where !alphabet.contains(byte) {
      let encoded = Array("TGF".utf8) + [byte] + Array("za3UhTGFza3Uh".utf8) + [byte]
      #expect(Decoding.bytes(Base64Decoder(), encoded) == Array("Lasku!Lasku!".utf8))
    }
  }

  /// As a mail has it, with a byte that does not belong there at each place in turn: what is
  /// decoded many bytes at a time has to be what comes of it byte by byte.
  @Test(arguments: [60, 64, 76, 77, 998])
  func `many bytes at a time give what one after the other gives`(lineLength: Int) {
    var random = SeededGenerator(seed: UInt64(lineLength))
    let bytes = (0..<90).map { _ in UInt8.random(in: 0...255, using: &random) }
    var encoded: [UInt8] = []
    for (index, byte) in Data(bytes).base64EncodedData().enumerated() {
      if index > 0, index % lineLength == 0 { encoded += Array("\r\n".utf8) }
      encoded.append(byte)
    }
    #expect(Decoding.bytes(Base64Decoder(), encoded) == bytes)
    let strangers = Array("=\r\n-_\0\u{7F}".utf8) + [0x80, 0xAF, 0xFF]
    let wrong = strangers.flatMap { stranger in
      encoded.indices.flatMap { place in
        let (before, after) = (encoded[..<place], encoded[place...])
        return [before + [stranger] + after.dropFirst(), before + [stranger] + after]
      }
    }.map(Array.init).filter {
      Decoding.bytes(Base64Decoder(), $0) != Self.oneByOne($0)
    }
    #expect(wrong == [])
  }

  /// The plainest decoder that does what `Base64Decoder` promises.
  private static func oneByOne(_ encoded: [UInt8]) -> [UInt8] {
    var decoded: [UInt8] = []
    var (bits, held): (UInt32, Int) = (0, 0)
    for byte in encoded + [UInt8(ascii: "=")] {
      if let sextet = alphabet.firstIndex(of: byte) ?? urlAlphabet.firstIndex(of: byte) {
        bits = bits << 6 | UInt32(sextet)
        held += 1
      }
      guard held == 4 || byte == UInt8(ascii: "=") else { continue }
      let group = bits << UInt32(6 * (4 - held))
      for place in 0..<max(0, held - 1) {
        decoded.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * place)))
      }
      (bits, held) = (0, 0)
    }
    return decoded
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  /// RFC 4648 section 5.
  private static let urlAlphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// In lines for the CPU's vectors, in short ones, in pieces, and a chunk beside one of the other
  /// alphabet: a skipped byte would shift all after it.
  @Test(arguments: [4, 28, 64, 76, 998], [[], [28, 56], [1, 33, 67, 130]])
  func `hyphens and underscores are values, alone or beside plus and slash`(
    lineLength: Int, cuts: [Int]
  ) {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 * $0 ^ 0xFB) }
    let plain = Array(Data(bytes).base64EncodedData())
    let url = plain.map { Self.urlAlphabet[Self.alphabet.firstIndex(of: $0) ?? 0] }
    let mixed = zip(plain, url).enumerated().map { $0.isMultiple(of: 2) ? $1.0 : $1.1 }
    for encoded in [url, mixed, Array(plain[..<200] + url[200...])] {
      #expect(encoded != plain)
      var lines: [UInt8] = []
      for start in stride(from: 0, to: encoded.count, by: lineLength) {
        lines += encoded[start..<min(start + lineLength, encoded.count)] + Array("\r\n".utf8)
      }
      #expect(Decoding.bytes(Base64Decoder(), lines, cutAt: cuts) == bytes)
    }
  }

  @Test func `encoded-words know both alphabets`() {
    let words = "=?utf-8?B?w7_Cv8O-?= =?utf-8?b?w7/Cv8O-?= =?utf-8*fi?B?w78vw74-?="
    let text = HeaderText.decoded(Array(words.utf8), charsets: CharsetDecoder())
    #expect(text == "ÿ¿þÿ¿þÿ/þ>")
  }

  /// No piece is long enough for the CPU's vectors: all are decoded as on a CPU without vectors.
  @Test(arguments: [[], [28, 56]])
  func `every sextet has its value wherever it stands, among many and among few`(cuts: [Int]) {
    for shift in Self.alphabet.indices {
      let encoded = Array(Self.alphabet[shift...] + Self.alphabet[..<shift])
      let decoded = Decoding.bytes(Base64Decoder(), encoded, cutAt: cuts)
      #expect(Array(Data(decoded).base64EncodedData()) == encoded)
    }
  }
}
