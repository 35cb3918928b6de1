/// A message read: its tree of parts. It holds facts and ranges of the file, no contents.
package struct MessageTree: Sendable {
  /// The message as a whole; its header is the message's.
  package let root: MessagePart
  /// The message's own header fields, in order.
  package let header: MessageHeader
  /// The number of bytes that were looked at while reading, bytes looked at twice counted twice.
  package let bytesExamined: Int64

  package init(root: MessagePart, header: MessageHeader, bytesExamined: Int64) {
    self.root = root
    self.header = header
    self.bytesExamined = bytesExamined
  }

  /// Every part, the root first, depth first, in document order.
  package var allParts: [MessagePart] {
    var found: [MessagePart] = []
    var waiting = [root]
    while let part = waiting.popLast() {
      found.append(part)
      waiting.append(contentsOf: part.children.reversed())
    }
    return found
  }
}
