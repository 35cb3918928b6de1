import Foundation
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
    ("TGFza3U=\r\n-- \r\n", "Lasku"),
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
    var random = SplitMix(seed: UInt64(count))
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    for options: Data.Base64EncodingOptions in [
      [], [.lineLength64Characters, .endLineWithCarriageReturn, .endLineWithLineFeed],
    ] {
      let encoded = Array(Data(bytes).base64EncodedData(options: options))
      #expect(Decoding.bytes(Base64Decoder(), encoded) == bytes)
    }
  }

  @Test func `each byte outside the alphabet is skipped`() {
    let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=".utf8)
    for byte in UInt8.min...UInt8.max where !alphabet.contains(byte) {
      let encoded = Array("TGF".utf8) + [byte] + Array("za3UhTGFza3Uh".utf8) + [byte]
      #expect(Decoding.bytes(Base64Decoder(), encoded) == Array("Lasku!Lasku!".utf8))
    }
  }
}
