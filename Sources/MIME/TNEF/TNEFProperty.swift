/// One MAPI property of a message or an attachment.
struct TNEFProperty {
  /// The type of one value, [MS-OXCDATA] section 2.11.1, without the flag for several.
  let type: UInt16
  let identifier: TNEFPropertyIdentifier?
  /// The range of the first value, without its length and padding; nil when there is none.
  let value: Range<Int64>?
  /// The property has several values.
  let hasMore: Bool

  static let object: UInt16 = 0x000D
  static let text8: UInt16 = 0x001E
  static let wideText: UInt16 = 0x001F
}

extension TNEFProperty {
  /// The property's text, unless `known` is better: a name may be given in Unicode and in 8 bits.
  func text(
    _ source: TNEFSource, codePage: UInt32?, before known: String?
  ) throws(MessageReadError) -> String? {
    guard let value else { return known }
    switch type {
    case Self.wideText: return try source.wideText(value) ?? known
    case Self.text8 where known == nil: return try source.text(value, codePage: codePage)
    default: return known
    }
  }
}
