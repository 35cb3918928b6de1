/// Reads one whole response that is not a FETCH.
enum ResponseLine {
  /// The event that the line stands for, without its line end; nil when it is not IMAP.
  static func event(_ line: ArraySlice<UInt8>) throws(ProtocolViolation) -> ResponseEvent? {
    if line.isEmpty { return .other }
    if line.first == UInt8(ascii: "+") { return .continuation }
    var scanner = LineScanner(line)
    guard let tag = scanner.word(), scanner.take(" ") else { return nil }
    scanner.skipSpaces()
    guard let word = scanner.word()?.uppercased() else { return nil }
    if tag == "*" { return try untagged(word, scanner) }
    guard let kind = StatusResponse.Kind(rawValue: word), kind != .bye, kind != .preauth else {
      return nil
    }
    return .tagged(tag: tag, StatusResponse(kind: kind, rest: scanner.remainder))
  }

  private static func untagged(
    _ word: String, _ scanner: LineScanner
  ) throws(ProtocolViolation) -> ResponseEvent {
    var scanner = scanner
    if let kind = StatusResponse.Kind(rawValue: word) {
      return .status(StatusResponse(kind: kind, rest: scanner.remainder))
    }
    switch word {
    case "CAPABILITY": return .capabilities(words(scanner))
    case "STATUS": return .folderStatus(status(scanner))
    case "LIST": return folder(scanner).map(ResponseEvent.folder) ?? .other
    case "NAMESPACE": return personalPrefix(scanner).map(ResponseEvent.personalNamespace) ?? .other
    case "QUOTA": return quota(scanner).map(ResponseEvent.quota) ?? .other
    default: break
    }
    guard word.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return .other
    }
    guard let number = UInt32(word) else {
      throw ProtocolViolation("its reply holds a number that is too large")
    }
    scanner.skipSpaces()
    switch scanner.word()?.uppercased() {
    case "EXISTS": return .exists(number)
    case "EXPUNGE": return .expunge
    case "FETCH": throw ProtocolViolation("it sent a FETCH without items")
    default: return .other
    }
  }

  private static func words(_ scanner: LineScanner) -> [String] {
    var scanner = scanner
    var words: [String] = []
    scanner.skipSpaces()
    while let word = scanner.word() {
      words.append(word.uppercased())
      scanner.skipSpaces()
    }
    return words
  }

  /// `(\HasNoChildren) "/" "name"`
  private static func folder(_ scanner: LineScanner) -> ListedFolder? {
    var scanner = scanner
    scanner.skipSpaces()
    guard let attributes = scanner.flatList() else { return nil }
    scanner.skipSpaces()
    let hasDelimiter = scanner.remainder.first == UInt8(ascii: "\"")
    guard let delimiter = scanner.string() else { return nil }
    scanner.skipSpaces()
    guard let name = scanner.string() else { return nil }
    return ListedFolder(
      attributes: attributes.map { $0.uppercased() },
      delimiter: hasDelimiter && !delimiter.isEmpty ? delimiter : nil,
      name: ModifiedUTF7.decode(name))
  }

  /// `"Processed" (UIDVALIDITY 7 UIDNEXT 12)`; what isn't such has no numbers.
  private static func status(_ scanner: LineScanner) -> [String: UInt32] {
    var scanner = scanner
    scanner.skipSpaces()
    guard scanner.string() != nil else { return [:] }
    scanner.skipSpaces()
    let words = scanner.flatList() ?? []
    var numbers: [String: UInt32] = [:]
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      numbers[words[index].uppercased()] = UInt32(words[index + 1])
    }
    return numbers
  }

  /// `(("INBOX." ".")) …`: the first personal prefix; nil for none.
  private static func personalPrefix(_ scanner: LineScanner) -> String? {
    var scanner = scanner
    scanner.skipSpaces()
    guard scanner.take("("), scanner.take("("), let prefix = scanner.string() else { return nil }
    return ModifiedUTF7.decode(prefix)
  }
  /// `"User quota" (STORAGE 10 512 MESSAGE 3 1000)`; without resources there is no limit.
  private static func quota(_ scanner: LineScanner) -> IMAPQuota? {
    var scanner = scanner
    scanner.skipSpaces()
    guard let root = scanner.string() else { return nil }
    scanner.skipSpaces()
    guard let words = scanner.flatList(), words.count.isMultiple(of: 3) else { return nil }
    var resources: [IMAPQuota.Resource] = []
    for index in stride(from: 0, to: words.count, by: 3) {
      guard let used = Int64(words[index + 1]), let limit = Int64(words[index + 2]), used >= 0,
        limit >= 0
      else { return nil }
      resources.append(
        IMAPQuota.Resource(name: words[index].uppercased(), used: used, limit: limit))
    }
    return IMAPQuota(root: root, resources: resources)
  }
}
