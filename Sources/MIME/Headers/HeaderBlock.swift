/// The bytes of one header block, shared by its fields, and where they are in the file.
final class HeaderBlock: Sendable {
  let bytes: [UInt8]
  let range: ByteRange

  init(bytes: [UInt8], range: ByteRange) {
    self.bytes = bytes
    self.range = range
  }
}
