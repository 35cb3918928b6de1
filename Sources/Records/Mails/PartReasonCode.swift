/// The codes of parts' reasons, with the arguments of each.
package enum PartReasonCode: String, ReasonCode {
  case attachment
  /// Neither text of the message's own nor called an attachment.
  case file
  case forwardedMessage
  /// The limit of reading beyond which the part was filed whole: a `PartLimit`.
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
  /// Part of a bounce, whatever the part is.
  case bounce
  /// The argument is the place of the image, an `ImagePlace`.
  case image
  /// The image's bytes, and where it stands: an `ImagePlace`.
  case smallImage
  /// A sentence of an older release.
  case older
}
