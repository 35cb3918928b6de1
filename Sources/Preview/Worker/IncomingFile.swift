import Glibc
import Platform

/// The file of a request, copied into a file without a name: the one that was passed may be another
/// user's, which no program could open anew.
struct IncomingFile {
  let file: TemporaryFile
  /// The first bytes.
  private(set) var head: [UInt8] = []

  private var size: Int64 = 0
  private let work: PreviewWork

  private init(_ work: PreviewWork) throws(PreviewRefusal) {
    self.work = work
    file = try work.temporaryFile()
  }

  /// Reads a regular file from its beginning, and anything else to its end.
  init(from passed: Int32, _ work: PreviewWork) throws(PreviewRefusal) {
    try self.init(work)
    var status = stat()
    guard fstat(passed, &status) == 0 else { throw .unavailable("\(ErrorNumber.last)") }
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    if isRegular, Int64(status.st_size) > work.limits.fileSize { throw .beyond(.fileSize) }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      if isRegular {
        guard ContinuousClock.now < work.deadline else { throw .beyond(.time) }
      } else if let ending = work.awaitReadable(passed) {
        throw ending
      }
      let count: Int
      do throws(ErrorNumber) {
        count = try DescriptorCalls.read(passed, into: &buffer, at: isRegular ? size : nil)
      } catch {
        throw .unavailable("the file can't be read: \(error)")
      }
      if count == 0 { return }
      try append(buffer[..<count])
    }
  }

  /// Reads the chunks of a stream.
  init(streamedOver connection: Connection, _ work: PreviewWork) throws(PreviewRefusal) {
    try self.init(work)
    while true {
      guard ContinuousClock.now < work.deadline else { throw .beyond(.time) }
      let length = Int(UInt32(bigEndianBytes: try Self.next(4, connection)))
      if length == 0 { return }
      guard length <= RequestFrame.longestChunk else { throw Self.cutOff }
      try append(Self.next(length, connection)[...])
    }
  }

  private static func next(
    _ count: Int, _ connection: Connection
  ) throws(PreviewRefusal) -> [UInt8] {
    do throws(ErrorNumber) {
      if let bytes = try connection.receive(count) { return bytes }
    } catch {
      throw .unavailable("the file came in no time: \(error)")
    }
    throw cutOff
  }

  private static let cutOff = PreviewRefusal.unavailable("the file is cut off")

  private mutating func append(_ bytes: ArraySlice<UInt8>) throws(PreviewRefusal) {
    guard size + Int64(bytes.count) <= work.limits.fileSize else { throw .beyond(.fileSize) }
    if head.count < FileKind.headSize { head += bytes.prefix(FileKind.headSize - head.count) }
    do throws(SystemError) {
      let (file, size) = (file, size)
      try bytes.withBytes { buffer throws(SystemError) in
        try file.write(buffer, at: size)
      }
    } catch {
      throw .unavailable("\(error)")
    }
    size += Int64(bytes.count)
  }
}
