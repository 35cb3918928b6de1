/// The properties that matter here, [MS-OXPROPS].
enum TNEFPropertyIdentifier: UInt16 {
  case subject = 0x0037
  case hasAttachments = 0x0E1B
  case displayName = 0x3001
  /// PidTagAttachDataBinary and PidTagAttachDataObject.
  case attachData = 0x3701
  case attachFilename = 0x3704
  case attachLongFilename = 0x3707
  case attachMimeTag = 0x370E
  case attachContentID = 0x3712
  case attachFlags = 0x3714
  case internetCodePage = 0x3FDE
  case messageCodePage = 0x3FFD
  case attachmentHidden = 0x7FFE
}
