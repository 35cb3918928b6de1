/// Why a part of a mail got its verdict.
package typealias PartReason = Reason<PartReasonCode>

/// The codes of parts' reasons, with the arguments of each.
package enum PartReasonCode: String, ReasonCode {
  case attachment
  /// Neither text of the message's own nor called an attachment.
  case file
  case forwardedMessage
  /// The limit of reading beyond which it was filed whole: a `PartLimit`.
  case beyondLimit
  /// The mail as it came, which somebody released without an attachment.
  case wholeMail
  case smime
  case pgp
  /// Parts that stand side by side.
  case parts
  /// A message whose attachments are documents.
  case message
  case winmail
  case detachedSignature
  case pgpVersion
  case machineReport
  case reportedHeader
  case ownText
  case otherRendering
  /// Part of a bounce, whatever it is.
  case bounce
  /// Where the image stands: an `ImagePlace`.
  case image
  /// The image's bytes, and where it stands: an `ImagePlace`.
  case smallImage
  /// A sentence of an older release.
  case older
}

/// What the reader of a message takes apart no further.
package enum PartLimit: String, Sendable, CaseIterable {
  /// Nested messages.
  case depth
  /// Bytes of encoded messages.
  case scratch
  /// Nested multiparts.
  case multiparts
  case parts
  case header
}

/// Where an image that may be a decoration stands.
package enum ImagePlace: String, Sendable, CaseIterable {
  /// The body shows it.
  case body
  /// Beside the body, which doesn't name it.
  case related
}

extension PartReason {
  package static func beyondLimit(_ limit: PartLimit) -> PartReason {
    PartReason(.beyondLimit, [.text(limit.rawValue)])
  }

  package static func image(_ place: ImagePlace) -> PartReason {
    PartReason(.image, [.text(place.rawValue)])
  }

  package static func smallImage(bytes: Int64, _ place: ImagePlace) -> PartReason {
    PartReason(.smallImage, [.number(bytes), .text(place.rawValue)])
  }

  package static func older(_ sentence: String) -> PartReason {
    PartReason(.older, [.words(sentence)])
  }
}
