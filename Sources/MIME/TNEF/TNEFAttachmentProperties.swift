/// The MAPI properties of an attachment.
struct TNEFAttachmentProperties {
  /// The list broke off.
  var isBroken = false
  /// More than one data property has content.
  var isAmbiguous = false
  /// PidTagAttachDataBinary, or PidTagAttachDataObject without its interface identifier.
  var data: Range<Int64>?
  /// The data is an object: a message, or something embedded by another program.
  var isObject = false
  var longName: String?
  var shortName: String?
  var displayName: String?
  var mediaType: String?
  var contentID: String?
  var rendersInBody = false

  /// Reads an attAttachment attribute.
  init(
    _ source: TNEFSource, region: Range<Int64>, codePage: UInt32?
  ) throws(MessageReadError) {
    var list = TNEFPropertyList(source, region: region)
    let isWhole = try list.read { (property) throws(MessageReadError) in
      try take(property, source, codePage: codePage)
    }
    isBroken = !isWhole
  }

  private mutating func take(
    _ property: TNEFProperty, _ source: TNEFSource, codePage: UInt32?
  ) throws(MessageReadError) {
    guard let identifier = property.identifier, let value = property.value else { return }
    switch identifier {
    case .attachData:
      try takeData(property, value, source)
    case .attachLongFilename:
      longName = try property.text(source, codePage: codePage, before: longName)
    case .attachFilename:
      shortName = try property.text(source, codePage: codePage, before: shortName)
    case .displayName:
      displayName = try property.text(source, codePage: codePage, before: displayName)
    case .attachMimeTag where mediaType == nil:
      mediaType = try property.text(source, codePage: codePage, before: nil)
        .flatMap(MediaTypeSniffer.normalized)
    case .attachContentID where contentID == nil:
      contentID = try property.text(source, codePage: codePage, before: nil)
        .flatMap(Self.bareContentID)
    case .attachFlags:
      let flags = try source.number32(at: value.lowerBound, in: value) ?? 0
      rendersInBody = rendersInBody || flags & 4 != 0
    case .attachmentHidden:
      let hidden = try source.number16(at: value.lowerBound, in: value) ?? 0
      rendersInBody = rendersInBody || hidden != 0
    default:
      break
    }
  }

  private mutating func takeData(
    _ property: TNEFProperty, _ value: Range<Int64>, _ source: TNEFSource
  ) throws(MessageReadError) {
    let isSecond = data.map { !$0.isEmpty && !value.isEmpty } ?? false
    isAmbiguous = isAmbiguous || property.hasMore || isSecond
    guard data?.isEmpty ?? true else { return }
    data = value
    if property.type == TNEFProperty.object, try Self.hasInterface(value, source) {
      isObject = true
      data = value.lowerBound + 16..<value.upperBound
    }
  }

  /// The object begins with the GUID of its interface: IID_IMessage, IID_IStorage or IID_IStream,
  /// which end alike. Other bytes belong to the content.
  private static func hasInterface(
    _ value: Range<Int64>, _ source: TNEFSource
  ) throws(MessageReadError) -> Bool {
    guard value.count >= 16 else { return false }
    let ending: [UInt8] = [0xC0, 0, 0, 0, 0, 0, 0, 0x46]
    return try source.view(value.lowerBound + 8..<value.lowerBound + 16).elementsEqual(ending)
  }

  private static func bareContentID(_ text: String) -> String? {
    let bare = text.unicodeScalars.filter {
      !AttachmentName.isRemoved($0) && $0 != "<" && $0 != ">" && $0 != " "
    }
    return bare.isEmpty ? nil : String(String.UnicodeScalarView(bare.prefix(998)))
  }
}
