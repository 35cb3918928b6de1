/// ZIP archives, and the formats that are archives of known entries.
extension MediaTypeSample {
  /// The type of an archive by its first entries (APPNOTE.TXT 4.3.7); nil for other files.
  var zipType: String? {
    // An archive without entries, and one of several volumes, have no first entry.
    if has([0x50, 0x4B, 5, 6]) || has([0x50, 0x4B, 7, 8]) { return "application/zip" }
    guard has(Self.entryMark) else { return nil }
    let names = entryNames
    return openDocumentType(first: names.first) ?? officeType(names) ?? otherArchiveType(names)
  }

  private static let entryMark: [UInt8] = [0x50, 0x4B, 3, 4]

  /// The names of the entries whose headers lie within the sample.
  private var entryNames: [String] {
    var names: [String] = []
    var position = 0
    while has(Self.entryMark, at: position), let flags = littleEndian16(at: position + 6),
      let size = littleEndian32(at: position + 18),
      let nameLength = littleEndian16(at: position + 26),
      let extraLength = littleEndian16(at: position + 28)
    {
      let nameStart = position + 30
      guard nameStart + nameLength <= bytes.count else { break }
      names.append(String(decoding: bytes[nameStart..<nameStart + nameLength], as: UTF8.self))
      let data = nameStart + nameLength + extraLength
      // With bit 3 the size may follow the data only: then the next header has to be looked for.
      if flags & 8 != 0, size == 0 {
        guard data < bytes.count, let next = firstIndex(of: Self.entryMark, in: data..<bytes.count)
        else { break }
        position = next
      } else {
        position = data + size
      }
    }
    return names
  }

  /// OpenDocument and EPUB: the first entry, "mimetype", is stored and holds the type.
  private func openDocumentType(first: String?) -> String? {
    guard first == "mimetype", let extraLength = littleEndian16(at: 28) else { return nil }
    let start = 30 + 8 + extraLength
    return Self.openDocuments.filter { has($0, at: start) }.max { $0.count < $1.count }
  }

  static let openDocuments =
    ["application/epub+zip"]
    + ["text", "spreadsheet", "presentation", "graphics", "chart", "formula", "database"].map {
      "application/vnd.oasis.opendocument.\($0)"
    }
    + ["text", "spreadsheet", "presentation", "graphics"].map {
      "application/vnd.oasis.opendocument.\($0)-template"
    }

  /// Office Open XML: the folder of the main part tells the program; macros and templates show
  /// in the name only.
  private func officeType(_ names: [String]) -> String? {
    let isPackage = names.contains {
      $0 == "[Content_Types].xml" || $0.hasPrefix("_rels/") || $0.hasPrefix("docProps/")
    }
    guard isPackage || Self.office[fileExtension] != nil else { return nil }
    let folder = names.lazy.compactMap { name in
      ["word/", "xl/", "ppt/"].first { name.hasPrefix($0) }
    }.first
    switch folder {
    case "word/": return Self.wordProcessing[fileExtension] ?? Self.wordProcessing["docx"]
    case "xl/": return Self.spreadsheets[fileExtension] ?? Self.spreadsheets["xlsx"]
    case "ppt/": return Self.presentations[fileExtension] ?? Self.presentations["pptx"]
    default: break
    }
    // The main part lies beyond the sample.
    guard isPackage else { return nil }
    if let byName = Self.office[fileExtension] { return byName }
    guard let declared, Self.office.values.contains(declared) else { return nil }
    return declared
  }

  /// Other archives: a specific declared type of the kind that archives have is believed.
  private func otherArchiveType(_ names: [String]) -> String {
    if let declared = credibleType,
      declared.hasPrefix("application/vnd.") || declared.hasSuffix("+zip")
    {
      return declared
    }
    let isJava = names.first?.hasPrefix("META-INF/") == true && declared != "application/zip"
    return isJava ? "application/java-archive" : "application/zip"
  }

  private static let openXML = "application/vnd.openxmlformats-officedocument"

  static let wordProcessing = [
    "docx": "\(openXML).wordprocessingml.document",
    "dotx": "\(openXML).wordprocessingml.template",
    "docm": "application/vnd.ms-word.document.macroenabled.12",
    "dotm": "application/vnd.ms-word.template.macroenabled.12",
  ]

  static let spreadsheets = [
    "xlsx": "\(openXML).spreadsheetml.sheet",
    "xltx": "\(openXML).spreadsheetml.template",
    "xlsm": "application/vnd.ms-excel.sheet.macroenabled.12",
    "xltm": "application/vnd.ms-excel.template.macroenabled.12",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroenabled.12",
  ]

  static let presentations = [
    "pptx": "\(openXML).presentationml.presentation",
    "ppsx": "\(openXML).presentationml.slideshow",
    "potx": "\(openXML).presentationml.template",
    "pptm": "application/vnd.ms-powerpoint.presentation.macroenabled.12",
    "ppsm": "application/vnd.ms-powerpoint.slideshow.macroenabled.12",
  ]

  private static let office = wordProcessing.merging(spreadsheets) { old, _ in old }
    .merging(presentations) { old, _ in old }
}
