import Application
import Foundation
import Platform

/// The heads of logs that somebody has kept, as an option names them.
enum ExpectedHeads {
  private static let longestFile = 16 << 20

  /// `option` is the head of the log of the company `slug`, or `@FILE` with lines of `SLUG HEAD`:
  /// of the company those that are there, of all companies without one. Nil expects none.
  static func read(_ option: String?, of slug: String?) throws -> LogVerifying.Heads {
    guard let option else { return [:] }
    guard option.hasPrefix("@") else {
      guard let slug, let head = Digest(hexadecimal: option) else {
        throw Failure(
          .refused, "--expect \(option): it is no head, which has 64 hexadecimal digits")
      }
      return [slug: [head]]
    }
    let path = String(option.dropFirst())
    let bytes = try InputFile(path).contents(
      atMost: longestFile, "give the heads of some days only")
    var heads: LogVerifying.Heads = [:]
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let words = line.split(whereSeparator: \.isWhitespace)
      if words.isEmpty { continue }
      guard words.count == 2, let head = Digest(hexadecimal: words[1]) else {
        throw Failure(.refused, "\(path), line \(index + 1): it is not SLUG HEAD")
      }
      heads[String(words[0]), default: []].insert(head)
    }
    if let slug, heads[slug] == nil {
      throw Failure(.refused, "\(path): it has no line of \(slug)")
    }
    return heads
  }
}
