/// One attribute of a TNEF stream, [MS-OXTNEF] section 2.1.3: a level, a tag, a length, the data
/// and a checksum.
struct TNEFAttribute {
  /// The low half of the tag; the high half repeats the type. Only what is read here has a name.
  enum Kind: UInt16 {
    case subject = 0x8004
    case attachData = 0x800F
    case attachTitle = 0x8010
    case attachRenderData = 0x9002
    case messageProperties = 0x9003
    case attachment = 0x9005
    case oemCodePage = 0x9007
  }

  /// Level, tag and length.
  private static let headSize: Int64 = 9
  private static let checksumSize: Int64 = 2
  /// Less than this is no attribute.
  static let minimumSize = headSize + checksumSize

  let kind: Kind?
  let data: Range<Int64>
  /// The offset of the next attribute.
  let end: Int64

  /// The attribute at `position`; nil when none begins there or it isn't whole. The checksum of the
  /// last one may be missing.
  init?(
    _ source: TNEFSource, at position: Int64, in region: Range<Int64>
  ) throws(MessageReadError) {
    guard region.upperBound - position >= Self.headSize else { return nil }
    let level = try source.view(position..<position + 1)[0]
    guard Self.isLevel(level), let tag = try source.number16(at: position + 1, in: region),
      let length = try source.number32(at: position + 5, in: region)
    else { return nil }
    let start = position + Self.headSize
    guard Int64(length) <= region.upperBound - start else { return nil }
    kind = Kind(rawValue: tag)
    data = start..<start + Int64(length)
    end = min(data.upperBound + Self.checksumSize, region.upperBound)
  }

  /// The byte is the level of the message, or of an attachment.
  static func isLevel(_ byte: UInt8) -> Bool { byte == 1 || byte == 2 }
}
