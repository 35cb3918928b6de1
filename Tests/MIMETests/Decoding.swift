@testable import MIME

/// A stream decoder run over bytes at hand, cut into chunks.
enum Decoding {
  /// The decoded bytes when the input comes in pieces that end at each of `cuts`.
  static func bytes<Decoder: StreamDecoder>(
    _ decoder: Decoder, _ input: [UInt8], cutAt cuts: [Int] = []
  ) -> [UInt8] {
    var decoder = decoder
    var decoded: [UInt8] = []
    var start = 0
    for end in cuts + [input.count] {
      let piece = Array(input[start..<end])
      decoded += withRoom(piece.count + Decoder.mostExtraBytes) { output in
        piece.withUnsafeBytes { decoder.decode($0, into: output) }
      }
      start = end
    }
    return decoded + withRoom(Decoder.mostExtraBytes) { decoder.finish(into: $0) }
  }

  static func text<Decoder: StreamDecoder>(
    _ decoder: Decoder, _ input: String, cutAt cuts: [Int] = []
  ) -> String {
    String(decoding: bytes(decoder, Array(input.utf8), cutAt: cuts), as: UTF8.self)
  }

  private static func withRoom(
    _ count: Int, _ write: (UnsafeMutableRawBufferPointer) -> Int
  ) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 8)
    defer { buffer.deallocate() }
    let written = write(buffer)
    precondition(written <= count, "the decoder wrote beyond its room")
    return Array(buffer[..<written])
  }
}
