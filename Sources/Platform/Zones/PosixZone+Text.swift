extension PosixZone {
  /// Nil for what is no such rule.
  init?(_ text: [UInt8]) {
    var text = Text(rest: text[...])
    guard text.skipName(), let west = text.time(hours: 0...24) else { return nil }
    standard = -west
    guard ZoneRules.offsets.contains(standard) else { return nil }
    guard !text.isAtEnd else {
      summer = nil
      return
    }
    guard text.skipName() else { return nil }
    var offset = standard + 3_600
    if !text.isAtEnd, !text.startsWith(",") {
      guard let west = text.time(hours: 0...24) else { return nil }
      offset = -west
    }
    guard let start = text.change(), let end = text.change(), text.isAtEnd,
      ZoneRules.offsets.contains(offset)
    else { return nil }
    summer = Summer(offset: offset, start: start, end: end)
  }

  /// The rule's text as it is read.
  private struct Text {
    var rest: ArraySlice<UInt8>

    var isAtEnd: Bool { rest.isEmpty }

    func startsWith(_ letter: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: letter) }

    mutating func skip(_ letter: Unicode.Scalar) -> Bool {
      guard startsWith(letter) else { return false }
      rest.removeFirst()
      return true
    }

    /// Three letters or more, or anything in angle brackets.
    mutating func skipName() -> Bool {
      if skip("<") {
        rest = rest.drop { $0 != UInt8(ascii: ">") }
        return skip(">")
      }
      let name = rest.prefix { (0x41...0x5A).contains($0 & 0xDF) }
      rest = rest.dropFirst(name.count)
      return name.count >= 3
    }

    /// At most three digits.
    mutating func number(_ range: ClosedRange<Int>) -> Int? {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      guard (1...3).contains(digits.count) else { return nil }
      rest = rest.dropFirst(digits.count)
      let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      return range.contains(number) ? number : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time(hours: ClosedRange<Int>) -> Int64? {
      let isNegative = startsWith("-")
      if isNegative || startsWith("+") { rest.removeFirst() }
      guard let hour = number(hours) else { return nil }
      var seconds = hour * 3_600
      for unit in [60, 1] where skip(":") {
        guard let part = number(0...59) else { return nil }
        seconds += part * unit
      }
      return Int64(isNegative ? -seconds : seconds)
    }

    /// `,M3.5.0/3`
    mutating func change() -> Change? {
      guard skip(","), let day = day() else { return nil }
      guard skip("/") else { return Change(day: day, seconds: 7_200) }
      return time(hours: 0...167).map { Change(day: day, seconds: $0) }
    }

    private mutating func day() -> Change.Day? {
      if skip("J") { return number(1...365).map(Change.Day.ofCommonYear) }
      guard skip("M") else { return number(0...365).map(Change.Day.ofYear) }
      guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
        let weekday = number(0...6)
      else { return nil }
      return .ofMonth(month, week: week, weekday: weekday)
    }
  }
}
