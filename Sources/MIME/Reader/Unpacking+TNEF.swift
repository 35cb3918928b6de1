extension Unpacking {
  /// Makes the attachments of a winmail.dat children of the part. One that can't be opened, or that
  /// has more in it than there is room for, stays a leaf.
  mutating func openTNEF(_ index: Int, _ scratch: () throws -> Int32) throws {
    let node = reading.nodes[index]
    guard node.facts.encoding == .identity || mayUnpack(node) else { return }
    let range = node.facts.encoding == .identity ? node.body : try unpacked(index, scratch)
    let reader = TNEFReader(
      nestedMessages: max(0, reading.limits.nestedMessages - node.depth.messages),
      attachments: max(0, reading.limits.parts - reading.nodes.count))
    guard let contents = try reader.read(range, bytesRead: &reading.bytesExamined) else { return }
    reading.nodes[index].structure = .tnef
    add(contents, to: index)
  }

  /// Adds what is in a winmail.dat, and what is in the messages in it, level by level.
  private func add(_ contents: TNEFContents, to index: Int) {
    var waiting = [(contents, index)]
    while let (contents, parent) = waiting.popLast() {
      for attachment in contents.attachments {
        var facts = PartFacts(mediaType: attachment.mediaType ?? "application/octet-stream")
        facts.fileName = attachment.fileName
        facts.contentID = attachment.contentID
        // A picture that the message's text shows is not attached to the message.
        facts.disposition = attachment.rendersInBody ? "inline" : "attachment"
        facts.subject = attachment.message?.subject
        if attachment.message != nil { facts.mediaType = "application/ms-tnef" }
        let child = add(facts, attachment.range, to: parent)
        if let message = attachment.message, !message.attachments.isEmpty {
          reading.nodes[child].structure = .tnef
          waiting.append((message, child))
        }
      }
    }
  }
}
