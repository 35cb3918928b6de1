import Foundation

/// A file in a message that is composed.
package struct ComposedAttachment: Sendable {
  package let name: String
  /// "type/subtype".
  package let mediaType: String
  /// Further parameters of Content-Type, such as a calendar's method and charset.
  package let parameters: [(name: String, value: String)]
  package let content: [UInt8]

  /// The name is kept as `AttachmentName` allows it.
  package init(
    name: String, mediaType: String, parameters: [(name: String, value: String)] = [],
    content: [UInt8]
  ) throws(ComposeError) {
    let halves = mediaType.utf8.split(
      separator: .slash, omittingEmptySubsequences: false)
    guard halves.count == 2, mediaType.utf8.count <= 100,
      (halves + parameters.map { Substring($0.name).utf8 }).allSatisfy(Self.isToken)
    else { throw ComposeError("Content-Type", "the media type or a parameter's name is not one") }
    self.name = AttachmentName.sanitised(name) ?? "attachment"
    self.mediaType = mediaType
    self.parameters = parameters.map { ($0.name, HeaderText.cleaned($0.value)) }
    self.content = content
  }

  private static func isToken(_ bytes: Substring.UTF8View) -> Bool {
    (1...60).contains(bytes.count)
      && bytes.allSatisfy { $0.isLetter || $0.isDigit || "!#$&-^_.+".utf8.contains($0) }
  }

  /// The part between boundaries: header, empty line, base64.
  func part() throws(ComposeError) -> [UInt8] {
    let type = try ComposedField("Content-Type") { field in
      // Only where plain readers would find no name: others read Content-Disposition.
      let isForOld = !name.utf8.allSatisfy { $0 < 0x80 }
      let hasMore = isForOld || !parameters.isEmpty
      field.add(mediaType + (hasMore ? ";" : ""))
      for (index, parameter) in parameters.enumerated() {
        let isLast = !isForOld && index + 1 == parameters.count
        ParameterWriter.add(parameter.name, parameter.value, isLast: isLast, to: &field)
      }
      if isForOld { ParameterWriter.addForOldReaders("name", name, isLast: true, to: &field) }
    }
    let disposition = try ComposedField("Content-Disposition") { field in
      field.add("attachment;")
      ParameterWriter.add("filename", name, isLast: true, to: &field)
    }
    let header = "\(type.text)\r\n\(disposition.text)\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    let lines = Data(content).base64EncodedData(options: [
      .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
    ])
    return Array(header.utf8) + lines
  }
}
