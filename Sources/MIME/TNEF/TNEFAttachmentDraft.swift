/// An attachment whose attributes are being read.
struct TNEFAttachmentDraft {
  /// attAttachTitle.
  var title: String?
  /// attAttachData.
  var data: Range<Int64>?
  /// attAttachment.
  var properties: TNEFAttachmentProperties?

  /// The ranges of the content. Nil when some of it may be missing; two ranges when data are given
  /// twice and differ in length.
  var contents: [Range<Int64>]? {
    if properties?.isAmbiguous == true { return nil }
    let property = properties?.data
    switch (data, property) {
    case (let data?, let property?) where !data.isEmpty && !property.isEmpty:
      // Beside an object, attAttachData is what older mail programs show: an OLE 1 rendition, or a
      // sentence saying that they can't.
      if properties?.isObject == true { return [property] }
      return data.count == property.count ? [data] : [data, property]
    case (_, let property?) where !property.isEmpty:
      return [property]
    case (let data?, _) where !data.isEmpty:
      return [data]
    default:
      // Without data, or of 0 bytes: only what is certain to be all.
      let isWhole = properties.map { !$0.isBroken } ?? (data != nil)
      return isWhole ? [data ?? property ?? 0..<0] : nil
    }
  }

  /// The name by the best source there is.
  var fileName: String? {
    let given = properties?.longName ?? properties?.shortName
    if let name = given.flatMap(AttachmentName.sanitised) { return name }
    // For an object the title is a constant such as "Untitled Attachment"; what it shows is its
    // name.
    let shown = properties?.displayName.flatMap(AttachmentName.titled)
    let titled = title.flatMap(AttachmentName.sanitised)
    return properties?.isObject == true ? shown ?? titled : titled ?? shown
  }
}
