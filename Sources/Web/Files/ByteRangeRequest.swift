/// The part of a file that a request asks for (RFC 9110 §14).
enum ByteRangeRequest: Hashable {
  case whole
  case part(Range<Int64>)
  /// 416: none of it is there.
  case outside

  /// `header` is that of `Range`. Several ranges, other units and what is no range ask for all.
  init(_ header: String?, size: Int64) {
    self = Self.parsed(header, size) ?? .whole
  }

  private static func parsed(_ header: String?, _ size: Int64) -> ByteRangeRequest? {
    guard let header, let equals = header.firstIndex(of: "="),
      header[..<equals].lowercased() == "bytes"
    else { return nil }
    let range = header[header.index(after: equals)...].filter { $0 != " " && $0 != "\t" }
    let ends = range.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2 else { return nil }
    switch (number(ends[0]), number(ends[1])) {
    case (let first?, let last?):
      guard first <= last else { return nil }
      return first < size ? .part(first..<(min(last, size - 1) + 1)) : .outside
    case (let first?, nil):
      guard ends[1].isEmpty else { return nil }
      return first < size ? .part(first..<size) : .outside
    case (nil, let count?):
      guard ends[0].isEmpty else { return nil }
      return count > 0 && size > 0 ? .part(max(0, size - count)..<size) : .outside
    case (nil, nil): return nil
    }
  }

  /// A number too large to count with is as good as the largest.
  private static func number(_ text: Substring) -> Int64? {
    guard !text.isEmpty, text.allSatisfy(\.isASCIIDigit) else { return nil }
    return min(Int64(text) ?? .max, .max - 1)
  }
}
