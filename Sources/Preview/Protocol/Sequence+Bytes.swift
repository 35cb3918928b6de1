extension Sequence<UInt8> {
  /// Lets `body` see the bytes at one place in memory; its error keeps its type, which the standard
  /// library's own call loses.
  func withBytes<Answer, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    try Array(self).withUnsafeBytes { bytes in
      Result { () throws(Failure) in try body(bytes) }
    }.get()
  }
}
