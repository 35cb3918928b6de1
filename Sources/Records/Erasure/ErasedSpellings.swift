import Foundation
import Platform

/// All the ways in which somebody whose data is erased is written.
package struct ErasedSpellings: Sendable {
  /// The addresses without case, by which senders are told.
  package private(set) var addresses: Set<String> = []
  private var spellings: [ErasedSpelling] = []
  private var phones: [ErasedPhone] = []
  private let name: String?

  /// A name of one word is what others are called too, and a number of a few digits stands for much
  /// else: the one is looked for by `withNameWords` only, the other not at all. `also` are further
  /// names, addresses and numbers, each looked for as it is.
  package init(name: String?, email: String?, phone: String?, also: [String]) {
    self.name = name
    if let name { add(name: name, evenOneWord: false) }
    for text in [email].compactMap(\.self) + also { add(text) }
    if let phone = phone.flatMap(ErasedPhone.init) { phones.append(phone) }
  }

  /// With every word of the name alone: for texts that are about nobody else.
  package var withNameWords: ErasedSpellings {
    var all = self
    for word in (name ?? "").split(whereSeparator: \.isWhitespace) where word.count > 1 {
      all.spellings.append(ErasedSpelling(String(word), .name))
    }
    return all
  }

  package func occur(in text: String) -> Bool { !ranges(in: text).isEmpty }

  package func isSender(_ sender: String?) -> Bool {
    sender.map { addresses.contains(FieldRule.emailKey($0)) } ?? false
  }

  /// The text with `mark` where somebody was named; nil when nobody was.
  package func masked(_ text: String, with mark: String) -> String? {
    let found = ranges(in: text).sorted { $0.lowerBound < $1.lowerBound }
    guard !found.isEmpty else { return nil }
    var masked = ""
    var end = text.startIndex
    for range in found {
      // Ways of writing may overlap.
      if range.lowerBound >= end { masked += text[end..<range.lowerBound] + mark }
      end = max(end, range.upperBound)
    }
    return masked + text[end...]
  }

  private func ranges(in text: String) -> [Range<String.Index>] {
    spellings.flatMap { $0.ranges(in: text) } + phones.flatMap { $0.ranges(in: text) }
  }

  private mutating func add(_ text: String) {
    if text.contains("@") {
      addresses.insert(FieldRule.emailKey(text))
      for form in Set([
        text, DomainName.address(text, domain: \.ascii),
        DomainName.address(text, domain: \.unicode),
      ]) {
        spellings.append(ErasedSpelling(form, .address))
      }
    } else if !text.contains(where: \.isLetter), let phone = ErasedPhone(text) {
      phones.append(phone)
    } else {
      add(name: text, evenOneWord: true)
    }
  }

  /// `Maija Virtanen`, `Virtanen Maija` and `Virtanen, Maija`.
  private mutating func add(name: String, evenOneWord: Bool) {
    let words = name.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let last = words.last, words.count > 1 || evenOneWord else { return }
    spellings.append(ErasedSpelling(name, words.count > 1 ? .name : .word))
    guard words.count > 1 else { return }
    let others = words.dropLast().joined(separator: " ")
    for turned in ["\(last) \(others)", "\(last), \(others)"] {
      spellings.append(ErasedSpelling(turned, .name))
    }
  }
}
