/// Types with a signature in their first bytes, other than the text types.
extension MediaTypeSample {
  /// The type that the signature tells; nil without a signature.
  var signedType: String? {
    if let known = Self.signatures.first(where: { has($0.bytes, at: $0.offset) }) {
      return known.mediaType
    }
    if let office = portableDocumentType ?? zipType ?? compoundFileType { return office }
    if let film = riffType ?? baseMediaType ?? matroskaType { return film }
    if let sound = oggType ?? mpegAudioType { return sound }
    if let picture = iconType ?? bitmapType ?? drawingType { return picture }
    return archiveType ?? executableType ?? cryptographicType
  }

  /// A PDF at the beginning, or after white space and a byte order mark. One after other bytes is
  /// looked for where the text types are known: a message may carry one.
  private var portableDocumentType: String? {
    has("%PDF-", at: contentStart) ? "application/pdf" : nil
  }

  /// The offset at which a byte order mark of UTF-8 and white space end.
  var contentStart: Int {
    let start = has([0xEF, 0xBB, 0xBF]) ? 3 : 0
    return bytes[start...].firstIndex { !$0.isWhitespace } ?? bytes.count
  }

  /// Compound files, [MS-CFB]: the old Office formats, which only the name or the declared type
  /// tell apart. An encrypted .docx is one too.
  private var compoundFileType: String? {
    guard has([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) else { return nil }
    if let byName = Self.compoundFiles[fileExtension] { return byName }
    if let declared, Self.compoundFiles.values.contains(declared) { return declared }
    return "application/x-ole-storage"
  }

  private static let compoundFiles: [String: String] = [
    "doc": "application/msword", "dot": "application/msword",
    "xls": "application/vnd.ms-excel", "xlt": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint", "pps": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook", "oft": "application/vnd.ms-outlook",
    "vsd": "application/vnd.visio", "pub": "application/vnd.ms-publisher",
    "mpp": "application/vnd.ms-project", "msi": "application/x-msi",
  ].merging(wordProcessing) { old, _ in old }.merging(spreadsheets) { old, _ in old }
    .merging(presentations) { old, _ in old }

  private var riffType: String? {
    guard has("RIFF") else { return nil }
    if has("WEBP", at: 8) { return "image/webp" }
    if has("WAVE", at: 8) { return "audio/wav" }
    return has("AVI ", at: 8) ? "video/x-msvideo" : nil
  }

  /// ISO/IEC 14496-12: the brands in the first box tell a picture from a film.
  private var baseMediaType: String? {
    guard bytes.first == 0 else { return nil }
    guard has("ftyp", at: 4) else {
      // QuickTime files from before there were brands.
      return has("moov", at: 4) || has("mdat", at: 4) ? "video/quicktime" : nil
    }
    let end = min(bytes.count, 8 + 4 * 32, Int(bytes[2]) << 8 | Int(bytes[3]))
    let brands = stride(from: 8, to: max(8, end - 3), by: 4).map {
      String(decoding: bytes[$0..<$0 + 4], as: UTF8.self)
    }
    if brands.contains(where: { $0 == "avif" || $0 == "avis" }) { return "image/avif" }
    if brands.contains(where: Self.heicBrands.contains) { return "image/heic" }
    switch brands.first ?? "" {
    case "mif1", "msf1": return "image/heif"
    case "qt  ": return "video/quicktime"
    case "M4A ", "M4B ", "F4A ": return "audio/mp4"
    case let brand where brand.hasPrefix("3g"): return "video/3gpp"
    default: return "video/mp4"
    }
  }

  private static let heicBrands: Set<String> = ["heic", "heix", "hevc", "heim", "heis"]

  private var matroskaType: String? {
    guard has([0x1A, 0x45, 0xDF, 0xA3]) else { return nil }
    return firstIndex(of: "webm", in: 4..<64) != nil ? "video/webm" : "video/x-matroska"
  }

  private var oggType: String? {
    guard has("OggS\0") else { return nil }
    let codecs = 28..<256
    if firstIndex(of: "theora", in: codecs) != nil { return "video/ogg" }
    let isAudio = ["vorbis", "OpusHead", "Speex", "FLAC"].contains {
      firstIndex(of: $0, in: codecs) != nil
    }
    return isAudio ? "audio/ogg" : "application/ogg"
  }

  /// MPEG audio without an ID3 tag: a layer III frame header whose fields all have a meaning; or
  /// AAC in ADTS.
  private var mpegAudioType: String? {
    guard bytes.count >= 4, bytes[0] == 0xFF else { return nil }
    if bytes[1] & 0xF6 == 0xF0, bytes[2] >> 2 & 0x0F < 13 { return "audio/aac" }
    let isLayer3 = bytes[1] & 0xE6 == 0xE2 && bytes[1] & 0x18 != 0x08
    let bitRate = bytes[2] >> 4
    let isSampled = bytes[2] & 0x0C != 0x0C
    return isLayer3 && bitRate != 0 && bitRate != 15 && isSampled ? "audio/mpeg" : nil
  }

  private var iconType: String? {
    guard has([0, 0, 1, 0]), let count = littleEndian16(at: 4), (1...256).contains(count),
      bytes.count >= 22, bytes[9] == 0
    else { return nil }
    return "image/vnd.microsoft.icon"
  }

  private var bitmapType: String? {
    guard has("BM"), has([0, 0, 0, 0], at: 6), let header = littleEndian32(at: 14),
      [12, 40, 52, 56, 64, 108, 124].contains(header)
    else { return nil }
    return "image/bmp"
  }

  /// Enhanced metafiles, which Word embeds, and AutoCAD's drawings.
  private var drawingType: String? {
    if has([1, 0, 0, 0]), has(" EMF", at: 40) { return "image/emf" }
    return has("AC10") && has([0, 0, 0, 0, 0], at: 6) ? "image/vnd.dwg" : nil
  }

  /// Archives whose marks are letters that a text may have too.
  private var archiveType: String? {
    if has("BZh"), has("1AY&SY", at: 4) { return "application/x-bzip2" }
    return has("ustar", at: 257) && bytes[..<257].contains(0) ? "application/x-tar" : nil
  }

  /// Two letters alone are no signature: a text may begin with them.
  private var executableType: String? {
    guard has("MZ"), bytes.count >= 64, bytes.contains(0) else { return nil }
    return "application/vnd.microsoft.portable-executable"
  }

  /// CMS content in DER (RFC 5652): the object identifier 1.2.840.113549.1.7 near the beginning.
  private var cryptographicType: String? {
    let identifier: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07]
    guard bytes.first == 0x30, firstIndex(of: identifier, in: 2..<24) != nil else { return nil }
    if let declared = credibleType, declared.contains("pkcs7") { return declared }
    return fileExtension == "p7s" ? "application/pkcs7-signature" : "application/pkcs7-mime"
  }
}

extension MediaTypeSample {
  private struct Signature {
    let offset: Int
    let bytes: [UInt8]
    let mediaType: String

    init(_ bytes: [UInt8], at offset: Int = 0, _ mediaType: String) {
      self.offset = offset
      self.bytes = bytes
      self.mediaType = mediaType
    }

    init(_ text: String, at offset: Int = 0, _ mediaType: String) {
      self.init(Array(text.utf8), at: offset, mediaType)
    }
  }

  private static let signatures: [Signature] = [
    Signature([0xFF, 0xD8, 0xFF], "image/jpeg"),
    Signature([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
    Signature("GIF87a", "image/gif"),
    Signature("GIF89a", "image/gif"),
    Signature([0x49, 0x49, 0x2A, 0x00], "image/tiff"),
    Signature([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
    Signature([0x49, 0x49, 0x2B, 0x00], "image/tiff"),
    Signature([0x4D, 0x4D, 0x00, 0x2B], "image/tiff"),
    Signature([0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20], "image/jp2"),
    Signature([0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20], "image/jxl"),
    Signature("8BPS\0", "image/vnd.adobe.photoshop"),
    Signature("{\\rtf", "application/rtf"),
    Signature("%!PS", "application/postscript"),
    Signature([0x04, 0x25, 0x21, 0x50, 0x53], "application/postscript"),
    Signature([0xC5, 0xD0, 0xD3, 0xC6], "application/postscript"),
    Signature([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
    Signature([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], "application/vnd.rar"),
    Signature([0x1F, 0x8B, 0x08], "application/gzip"),
    Signature([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "application/x-xz"),
    Signature([0x28, 0xB5, 0x2F, 0xFD], "application/zstd"),
    Signature("MSCF\0\0\0\0", "application/vnd.ms-cab-compressed"),
    Signature([0x78, 0x9F, 0x3E, 0x22], "application/ms-tnef"),
    Signature("SQLite format 3\0", "application/vnd.sqlite3"),
    Signature([0x7F, 0x45, 0x4C, 0x46], "application/x-executable"),
    Signature([0xCA, 0xFE, 0xBA, 0xBE], "application/java-vm"),
    Signature([0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0], "application/x-ms-shortcut"),
    Signature("ID3\u{2}", "audio/mpeg"),
    Signature("ID3\u{3}", "audio/mpeg"),
    Signature("ID3\u{4}", "audio/mpeg"),
    Signature("fLaC\0", "audio/flac"),
    Signature("MThd\0\0\0", "audio/midi"),
    Signature("#!AMR", "audio/amr"),
  ]
}
