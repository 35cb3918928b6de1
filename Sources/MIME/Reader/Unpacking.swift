/// The second step of reading: opens what could only be opened once its end was known: encoded
/// messages, winmail.dat, uuencoded files in texts. What is found inside is opened likewise.
struct Unpacking {
  let reading: Reading
  private var file = ScratchFile()

  init(reading: Reading) {
    self.reading = reading
  }

  mutating func run(scratch: () throws -> Int32) throws {
    var index = 0
    while index < reading.nodes.count {
      switch reading.nodes[index].pending {
      case .nothing: break
      case .message: try openMessage(index, scratch)
      case .tnef: try openTNEF(index, scratch)
      case .uuencoded: try openText(index, scratch)
      }
      index += 1
    }
  }

  private mutating func openMessage(_ index: Int, _ scratch: () throws -> Int32) throws {
    guard reading.hasRoom, mayUnpack(reading.nodes[index]) else {
      reading.nodes[index].limit = reading.hasRoom ? .scratch : .parts
      return
    }
    let range = try unpacked(index, scratch)
    reading.nodes[index].structure = .message
    var scanner = PartScanner(range, for: reading)
    try scanner.scan(parent: index)
  }

  /// The files in a text become its children, and it stays a text; a part that says it is one
  /// uuencoded file becomes that file, or stays as it is when no file is found in it.
  private mutating func openText(_ index: Int, _ scratch: () throws -> Int32) throws {
    let node = reading.nodes[index]
    let room = max(0, reading.limits.parts - reading.nodes.count)
    var finder = UUFinder(most: room)
    reading.bytesExamined += node.body.length
    try node.body.forEachChunk(decodedFrom: node.facts.encoding) { finder.feed($0) }
    finder.finish()
    guard !finder.files.isEmpty || finder.overflow != nil else { return }
    if node.facts.isUuencoded, finder.files.count == 1, let only = finder.files.first {
      reading.nodes[index].facts.encoding = .uuencode
      reading.nodes[index].facts.fileName = node.facts.fileName ?? name(only)
      reading.nodes[index].body.offset += only.start
      reading.nodes[index].body.length = only.end - only.start
      return
    }
    let text = node.facts.encoding == .identity ? node.body : try unpacked(index, scratch)
    reading.nodes[index].structure = .text
    for file in finder.files {
      var facts = PartFacts(mediaType: "application/octet-stream")
      facts.disposition = "attachment"
      facts.fileName = name(file)
      facts.encoding = .uuencode
      add(facts, text.slice(from: text.offset + file.start, to: text.offset + file.end), to: index)
    }
    if let overflow = finder.overflow {
      let facts = PartFacts(mediaType: "application/octet-stream")
      let rest = text.slice(from: text.offset + overflow, to: text.end)
      reading.nodes[add(facts, rest, to: index)].limit = .parts
    }
  }

  private func name(_ file: UUFinder.File) -> String? {
    AttachmentName.sanitised(
      HeaderText.decoded(file.name, charsets: reading.charsets, limit: 4_096))
  }

  @discardableResult
  func add(_ facts: PartFacts, _ body: ByteRange, to parent: Int) -> Int {
    var node = PartNode(
      parent: parent, facts: facts, at: body.offset, in: body, depth: reading.nodes[parent].depth)
    node.body = body
    return reading.add(node)
  }

  /// The scratch has room for the part's decoded bytes.
  func mayUnpack(_ node: PartNode) -> Bool {
    file.size + node.body.length <= reading.limits.scratchBytes
  }

  /// The part's decoded bytes, in scratch.
  mutating func unpacked(_ index: Int, _ scratch: () throws -> Int32) throws -> ByteRange {
    let node = reading.nodes[index]
    reading.bytesExamined += node.body.length
    return try file.unpack(node.body, from: node.facts.encoding, open: scratch)
  }
}
