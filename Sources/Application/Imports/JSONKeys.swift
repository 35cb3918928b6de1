import Foundation

/// The keys of a JSON object, as it is written.
enum JSONKeys {
  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  /// The first key that an object has twice; nil for none. `object` is one that a decoder has read.
  static func repeated(in object: Data) throws -> String? {
    var seen: Set<String> = []
    var depth = 0
    var isKey = false
    var bytes = Array(object)[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case quote:
        let text = try string(&bytes)
        if isKey, depth == 1, !seen.insert(text).inserted { return text }
        isKey = false
      case UInt8(ascii: "{"):
        depth += 1
        isKey = true
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ","): isKey = true
      case UInt8(ascii: ":"): isKey = false
      default: break
      }
    }
    return nil
  }

  /// The string whose opening quote has been taken, with what its escapes stand for.
  private static func string(_ bytes: inout ArraySlice<UInt8>) throws -> String {
    var written = [quote]
    var isEscaped = false
    var hasEscapes = false
    while let byte = bytes.popFirst() {
      written.append(byte)
      if isEscaped {
        isEscaped = false
      } else if byte == backslash {
        (isEscaped, hasEscapes) = (true, true)
      } else if byte == quote {
        break
      }
    }
    return hasEscapes
      ? try JSONDecoder().decode(String.self, from: Data(written))
      : String(decoding: written.dropFirst().dropLast(), as: UTF8.self)
  }
}
