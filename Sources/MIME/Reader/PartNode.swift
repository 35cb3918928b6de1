/// A part while the tree is being read: what a `MessagePart` will say, and where it hangs.
struct PartNode {
  /// The work that is left once the part's end is known.
  enum Pending {
    case nothing
    /// An encoded message to unpack and read.
    case message
    /// A winmail.dat to open.
    case tnef
    /// Text that may have uuencoded files in it, or a part that says it is one.
    case uuencoded
  }

  /// The depth of the part, counted along its path from the root, itself included.
  struct Depth {
    var messages = 0
    var multiparts = 0
  }

  /// The index of the container; nil for the root.
  let parent: Int?
  var facts: PartFacts
  var structure = MessagePart.Structure.leaf
  var body: ByteRange
  var headerRange: ByteRange
  var limit: ReadingLimit?
  var pending = Pending.nothing
  var depth: Depth

  init(parent: Int?, facts: PartFacts, at offset: Int64, in source: ByteRange, depth: Depth) {
    self.parent = parent
    self.facts = facts
    self.depth = depth
    body = source.slice(from: offset, to: offset)
    headerRange = body
  }

  /// Ends the part. The line break before a delimiter may have been taken for the one that ends a
  /// header, this part's or that of a message in it: what lies beyond `end` is neither's.
  mutating func end(at end: Int64) {
    headerRange.offset = min(headerRange.offset, end)
    headerRange.length = min(headerRange.length, end - headerRange.offset)
    body.offset = min(body.offset, end)
    body.length = end - body.offset
  }

  /// Makes the part the one leaf that holds everything from `start` on; its end is still to come.
  mutating func stop(at limit: ReadingLimit, from start: Int64, mediaType: String) {
    self.limit = limit
    body.offset = start
    body.length = 0
    headerRange = ByteRange(body.source, offset: start, length: 0)
    facts.mediaType = mediaType
    facts.encoding = .identity
    pending = .nothing
  }
}
