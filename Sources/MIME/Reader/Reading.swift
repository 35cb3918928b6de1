/// One message being read: the parts found so far and what has been spent on them.
final class Reading {
  let limits: ReadingLimits
  let charsets = CharsetDecoder()
  /// In the order of their beginnings, but what was unpacked comes last; parents before children.
  var nodes: [PartNode] = []
  /// The message's own header.
  var header: MessageHeader?
  /// Bytes looked at, in whatever role, each time that they were.
  var bytesExamined: Int64 = 0

  init(limits: ReadingLimits) {
    self.limits = limits
  }

  /// One more part may be read as such.
  var hasRoom: Bool { nodes.count < limits.parts }

  /// Adds a part; returns its index.
  func add(_ node: PartNode) -> Int {
    nodes.append(node)
    return nodes.count - 1
  }

  /// The tree of all parts. From the last to the first, so that children are made before their
  /// parents without recursion.
  func tree(of source: ByteRange) -> MessageTree {
    let paths = paths()
    var children: [Int: [MessagePart]] = [:]
    var root: MessagePart?
    for index in nodes.indices.reversed() {
      let inside = children.removeValue(forKey: index) ?? []
      let part = nodes[index].part(path: paths[index], children: inside.reversed())
      if let parent = nodes[index].parent {
        children[parent, default: []].append(part)
      } else {
        root = part
      }
    }
    let nothing = source.slice(from: source.offset, to: source.offset)
    return MessageTree(
      root: root
        ?? MessagePart(path: "1", mediaType: "text/plain", body: source, headerRange: nothing),
      header: header ?? MessageHeader(fields: [], range: nothing), bytesExamined: bytesExamined)
  }

  private func paths() -> [String] {
    var paths: [String] = []
    var counts = [Int](repeating: 0, count: nodes.count)
    for node in nodes {
      if let parent = node.parent {
        counts[parent] += 1
        paths.append("\(paths[parent]).\(counts[parent])")
      } else {
        paths.append("1")
      }
    }
    return paths
  }
}

extension PartNode {
  /// The part as others see it.
  fileprivate func part(path: String, children: [MessagePart]) -> MessagePart {
    MessagePart(
      path: path, structure: structure, mediaType: facts.mediaType,
      parameters: facts.parameters, disposition: facts.disposition, contentID: facts.contentID,
      fileName: facts.fileName, subject: facts.subject, encoding: facts.encoding, body: body,
      headerRange: headerRange, children: children, limit: limit)
  }
}
