import CBase64

/// Base64 (RFC 2045 section 6.8) as mail has it: bytes outside the alphabet are skipped, padding
/// may be missing, and "=" in the middle only ends a chunk that was encoded apart: decoding goes
/// on. Of the alphabet are also "-" and "_" (RFC 4648 section 5), beside "+" and "/" or instead of
/// them.
struct Base64Decoder: StreamDecoder {
  /// The sextets of an unfinished group of four, the last one lowest.
  private var bits: UInt32 = 0
  /// The number of sextets that `bits` holds, 0 to 3.
  private var held = 0

  /// One group more than the input's own may end in a chunk, and groups are stored wider than they
  /// are: eight bytes for six, 32 for 24.
  static let mostExtraBytes = 16

  mutating func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Int {
    guard let source = input.baseAddress, let target = output.baseAddress else { return 0 }
    return Self.sextets.withUnsafeBufferPointer { sextets in
      Self.groups.withUnsafeBufferPointer { groups in
        decode(source, input.count, into: target, sextets: sextets, groups: groups)
      }
    }
  }

  /// Whole groups four bytes at a time by one table a place, everything else byte by byte.
  @inline(__always)
  private mutating func decode(
    _ source: UnsafeRawPointer, _ count: Int, into target: UnsafeMutableRawPointer,
    sextets: UnsafeBufferPointer<UInt8>, groups: UnsafeBufferPointer<UInt32>
  ) -> Int {
    guard let groups = groups.baseAddress, let sextets = sextets.baseAddress else { return 0 }
    var read = 0
    var written = 0
    while read < count {
      if held == 0 {
        Self.takeGroups(source, count, &read, into: target, &written, groups)
        if read >= count { break }
      }
      let byte = source.load(fromByteOffset: read, as: UInt8.self)
      read &+= 1
      written &+= take(byte, sextets[Int(byte)], into: target + written)
    }
    return written
  }

  /// Decodes whole groups, over line ends, as far as they go: with the CPU's vectors where it has
  /// them, and eight bytes and four at a time what those leave: "-" and "_" among it.
  @inline(__always)
  private static func takeGroups(
    _ source: UnsafeRawPointer, _ count: Int, _ read: inout Int,
    into target: UnsafeMutableRawPointer, _ written: inout Int,
    _ groups: UnsafePointer<UInt32>
  ) {
    let taken = base64_decode_groups(source + read, count &- read, target + written)
    read &+= taken.read
    written &+= taken.written
    while read &+ 8 <= count {
      let word = source.loadUnaligned(fromByteOffset: read, as: UInt64.self).littleEndian
      let first = group(UInt32(truncatingIfNeeded: word), groups)
      let second = group(UInt32(truncatingIfNeeded: word >> 32), groups)
      if (first | second) & outside == 0 {
        let bytes = (UInt64(first) << 40) | (UInt64(second) << 16)
        target.storeBytes(of: bytes.bigEndian, toByteOffset: written, as: UInt64.self)
        read &+= 8
        written &+= 6
      } else if first & outside == 0 {
        target.storeBytes(of: (first << 8).bigEndian, toByteOffset: written, as: UInt32.self)
        read &+= 4
        written &+= 3
      } else if UInt16(truncatingIfNeeded: word) == lineEnd {
        read &+= 2
      } else {
        return
      }
    }
  }

  /// CR and LF, as the low bytes of a word.
  private static let lineEnd: UInt16 = 0x0A0D

  /// Takes one byte; returns how many it completes.
  @inline(__always)
  private mutating func take(
    _ byte: UInt8, _ sextet: UInt8, into target: UnsafeMutableRawPointer
  ) -> Int {
    if sextet < 64 {
      bits = bits << 6 | UInt32(sextet)
      held &+= 1
      guard held == 4 else { return 0 }
      held = 0
      return Self.store(bits, 3, into: target)
    }
    return byte == .equals ? endGroup(into: target) : 0
  }

  mutating func finish(into output: UnsafeMutableRawBufferPointer) -> Int {
    output.baseAddress.map { endGroup(into: $0) } ?? 0
  }

  /// The bytes of a group cut short: two sextets make one, three make two, one makes none.
  private mutating func endGroup(into target: UnsafeMutableRawPointer) -> Int {
    let sextets = held
    held = 0
    guard sextets > 1 else { return 0 }
    return Self.store(bits << UInt32(6 * (4 - sextets)), sextets - 1, into: target)
  }

  /// Stores the first `count` of the three bytes of a group.
  @inline(__always)
  private static func store(
    _ group: UInt32, _ count: Int, into target: UnsafeMutableRawPointer
  ) -> Int {
    for index in 0..<count {
      let byte = UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * index))
      target.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
    }
    return count
  }

  /// The 24 bits of four encoded bytes, with `outside` set when one isn't of the alphabet.
  @inline(__always)
  private static func group(_ word: UInt32, _ groups: UnsafePointer<UInt32>) -> UInt32 {
    groups[Int(word & 0xFF)] | groups[256 &+ Int(word >> 8 & 0xFF)]
      | groups[512 &+ Int(word >> 16 & 0xFF)] | groups[768 &+ Int(word >> 24)]
  }

  private static let outside: UInt32 = 0xFF00_0000

  /// The value of each byte, 255 for those outside the alphabet.
  private static let sextets: [UInt8] = {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    var table = [UInt8](repeating: 255, count: 256)
    for (value, byte) in alphabet.utf8.enumerated() { table[Int(byte)] = UInt8(value) }
    table[Int(UInt8.hyphen)] = 62
    table[Int(UInt8.underscore)] = 63
    return table
  }()

  /// The same shifted to each of the four places of a group.
  private static let groups: [UInt32] = (0..<4).flatMap { place in
    sextets.map { $0 == 255 ? outside : UInt32($0) << UInt32(18 - 6 * place) }
  }
}

extension Base64Decoder {
  /// A whole value at once, for encoded-words.
  static func bytes(_ encoded: ArraySlice<UInt8>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: encoded.count + 2 * mostExtraBytes) { buffer, count in
      var decoder = Base64Decoder()
      let output = UnsafeMutableRawBufferPointer(buffer)
      count = encoded.withUnsafeBytes { decoder.decode($0, into: output) }
      count += decoder.finish(into: UnsafeMutableRawBufferPointer(rebasing: output[count...]))
    }
  }
}
