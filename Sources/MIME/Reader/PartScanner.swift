/// Scans one message, in the mail's file or in scratch, into parts: once, forward, in one buffer.
///
/// Mails differ from the RFCs:
/// - A multipart whose boundary never turns up, or that declares none, stays a leaf, whole (as in
///   Python's parser); but a line "--…" in its preamble that a "Content-" field follows is taken
///   for its delimiter.
/// - A missing closing delimiter is no loss: parts end with what they are in.
/// - Of open multiparts with equal boundaries a delimiter is the innermost's until that is closed.
struct PartScanner {
  /// A part that is open where the scan stands; those in it follow in the stack.
  struct OpenPart {
    let node: Int
    let isMultipart: Bool
    var hasParts = false
    var isClosed = false
  }

  /// The beginning of a part that is to be read.
  struct PartStart {
    let parent: Int?
    let defaultType: String
    /// The part is the root of a message.
    let isRoot: Bool
    /// The offset of the delimiter before the part: the file begins there if this part is one too
    /// many.
    let outerStart: Int64
  }

  let reading: Reading
  let window: ByteWindow
  var position: Int64
  var open: [OpenPart] = []
  var delimiters = DelimiterTable()

  var source: ByteRange { window.source }

  init(_ source: ByteRange, for reading: Reading) {
    self.reading = reading
    window = ByteWindow(source)
    position = source.offset
  }

  /// Reads all of the source as one message, the root or, with `parent`, the message in a
  /// container.
  mutating func scan(parent: Int?) throws(MessageReadError) {
    try read(
      PartStart(parent: parent, defaultType: "text/plain", isRoot: true, outerStart: position))
    while let delimiter = try nextDelimiter() {
      try take(delimiter)
    }
    endParts(from: 0, at: source.end)
    reading.bytesExamined += window.bytesRead
  }

  /// Reads the part that begins here and, if it is a message, the root in it, and so on inwards.
  private mutating func read(_ start: PartStart) throws(MessageReadError) {
    var next: PartStart? = start
    while let start = next { next = try readOne(start) }
  }

  private mutating func take(_ delimiter: Delimiter) throws(MessageReadError) {
    let frame = delimiter.match.frame
    endParts(from: frame + 1, at: delimiter.contentEnd)
    position = delimiter.next
    if delimiter.match.isClosing {
      delimiters.close(frame: frame)
      open[frame].isClosed = true
      return
    }
    if open[frame].isClosed {
      delimiters.reopen(frame: frame)
      open[frame].isClosed = false
    }
    // A last delimiter that should have been the closing one: no part follows.
    guard position < source.end else { return }
    let node = open[frame].node
    if !open[frame].hasParts {
      open[frame].hasParts = true
      reading.nodes[node].structure = .multipart
      // Multiparts can't be encoded (RFC 2045 section 6.4): that this one says so means nothing.
      reading.nodes[node].facts.encoding = .identity
    }
    let isDigest = reading.nodes[node].facts.mediaType == "multipart/digest"
    try read(
      PartStart(
        parent: node, defaultType: isDigest ? "message/rfc822" : "text/plain", isRoot: false,
        outerStart: delimiter.start))
  }

  /// Reads one part's header and opens the part; returns the root of the message in it, if it is
  /// one to be read on the way.
  private mutating func readOne(_ start: PartStart) throws(MessageReadError) -> PartStart? {
    let parentDepth = start.parent.map { reading.nodes[$0].depth } ?? PartNode.Depth()
    var node = PartNode(
      parent: start.parent, facts: PartFacts(mediaType: start.defaultType), at: position,
      in: source, depth: parentDepth)
    guard reading.hasRoom else {
      node.stop(at: .parts, from: start.outerStart, mediaType: "application/octet-stream")
      push(node, isMultipart: false)
      position = source.end
      return nil
    }
    let (scan, isTooLong) = try scanHeader(isRoot: start.isRoot)
    let header = scan.header(in: source)
    node.headerRange = header.range
    node.body.offset = header.range.end
    if start.parent == nil { reading.header = header }
    // Each field's value is looked at when it is unfolded, and again when it is taken apart.
    reading.bytesExamined += 3 * header.range.length
    node.facts = PartFacts(
      header.fields, defaultType: start.defaultType, isRoot: start.isRoot,
      charsets: reading.charsets)
    if isTooLong {
      node.stop(at: .header, from: header.range.offset, mediaType: "message/rfc822")
      push(node, isMultipart: false)
      return nil
    }
    return try place(node)
  }

  /// Opens the part according to its type.
  private mutating func place(_ part: PartNode) throws(MessageReadError) -> PartStart? {
    var node = part
    if node.facts.isMultipart {
      node.depth.multiparts += 1
      if node.depth.multiparts > reading.limits.nestedMultiparts {
        node.stop(at: .multiparts, from: node.headerRange.offset, mediaType: "message/rfc822")
        push(node, isMultipart: false)
      } else {
        push(node, isMultipart: true)
      }
    } else if node.facts.isMessage {
      return try placeMessage(node)
    } else {
      if node.facts.isTNEF {
        node.pending = .tnef
      } else if node.facts.isUuencoded || node.facts.mediaType == "text/plain" {
        node.pending = .uuencoded
      }
      push(node, isMultipart: false)
    }
    return nil
  }

  /// Opens a message in the message: read on the way when it is as on the wire, unpacked later when
  /// it is encoded, which the RFC forbids and programs do.
  private mutating func placeMessage(_ part: PartNode) throws(MessageReadError) -> PartStart? {
    var node = part
    node.depth.messages += 1
    guard node.depth.messages <= reading.limits.nestedMessages else {
      node.limit = .depth
      push(node, isMultipart: false)
      return nil
    }
    if node.facts.encoding == .base64 {
      // Said to be base64, but a header stands there: Base64 has no colons.
      let view = try window.view(from: node.body.offset, atLeast: HeaderScan.longestName)
      if case .field = HeaderScan.classify(view) { node.facts.encoding = .identity }
    }
    guard node.facts.encoding == .identity else {
      node.pending = .message
      push(node, isMultipart: false)
      return nil
    }
    guard reading.nodes.count + 1 < reading.limits.parts else {
      // There is room for the message, but not for what is in it.
      node.limit = .parts
      push(node, isMultipart: false)
      return nil
    }
    node.structure = .message
    position = node.body.offset
    let index = push(node, isMultipart: false)
    return PartStart(
      parent: index, defaultType: "text/plain", isRoot: true, outerStart: position)
  }

  /// Adds the part to the tree and to the open ones.
  @discardableResult
  private mutating func push(_ node: PartNode, isMultipart: Bool) -> Int {
    let index = reading.add(node)
    open.append(OpenPart(node: index, isMultipart: isMultipart))
    if isMultipart, let boundary = node.facts.boundary {
      delimiters.add(boundary, frame: open.count - 1)
    }
    return index
  }

  /// Ends the open parts from `frame` inwards at `offset`, but not before the first of them begins.
  private mutating func endParts(from frame: Int, at offset: Int64) {
    if open.count > frame {
      let end = max(offset, reading.nodes[open[frame].node].headerRange.offset)
      for part in open[frame...] {
        reading.nodes[part.node].end(at: end)
        // A multipart with nothing in it but a line break holds nothing: it is no leaf.
        if part.isMultipart, reading.nodes[part.node].body.length <= 2 {
          reading.nodes[part.node].structure = .multipart
        }
      }
      open.removeSubrange(frame...)
    }
    delimiters.removeAll(from: frame)
  }
}
