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
    let guarded = UnsafeMutableRawBufferPointer.allocate(byteCount: count + 64, alignment: 8)
    defer { guarded.deallocate() }
    _ = guarded.initializeMemory(as: UInt8.self, repeating: 0xA5)
    let written = write(UnsafeMutableRawBufferPointer(rebasing: guarded[..<count]))
    precondition(
      written <= count && guarded[count...].allSatisfy { $0 == 0xA5 },
      "the decoder wrote beyond its room")
    return Array(guarded[..<written])
  }
}
