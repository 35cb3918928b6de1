/// The type of a file whose bytes alone don't tell, with regard to the declared type.
extension MediaTypeSample {
  /// The answer for bytes that are neither of a known signature nor text.
  var unsignedType: String {
    guard let declared = credibleType, !declared.hasPrefix("text/"),
      !Self.writtenTypes.contains(declared)
    else { return "application/octet-stream" }
    return declared
  }

  /// The declared type, unless it says nothing or needs a signature that isn't there.
  var credibleType: String? {
    guard let declared, !Self.generalTypes.contains(declared),
      !Self.typesWithSignature.contains(declared), !declared.hasSuffix("+xml"),
      !declared.hasPrefix("multipart/")
    else { return nil }
    return declared
  }

  /// Other names that mail programs use, by the registered ones.
  static let aliases: [String: String] = [
    "application/acrobat": "application/pdf",
    "application/pgp": "application/pgp-encrypted",
    "application/rar": "application/vnd.rar",
    "application/x-gzip": "application/gzip",
    "application/x-javascript": "application/javascript",
    "application/x-pdf": "application/pdf",
    "application/x-rar": "application/vnd.rar",
    "application/x-rar-compressed": "application/vnd.rar",
    "application/x-rtf": "application/rtf",
    "application/x-zip": "application/zip",
    "application/x-zip-compressed": "application/zip",
    "application/vnd.ms-tnef": "application/ms-tnef",
    "audio/mp3": "audio/mpeg",
    "audio/wave": "audio/wav",
    "audio/x-wav": "audio/wav",
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/svg": "image/svg+xml",
    "image/tif": "image/tiff",
    "image/x-bmp": "image/bmp",
    "image/x-icon": "image/vnd.microsoft.icon",
    "image/x-ms-bmp": "image/bmp",
    "image/x-png": "image/png",
    "text/comma-separated-values": "text/csv",
    "text/json": "application/json",
    "text/pdf": "application/pdf",
    "text/rtf": "application/rtf",
    "text/x-csv": "text/csv",
    "text/x-json": "application/json",
    "text/x-vcalendar": "text/calendar",
    "text/x-vcard": "text/vcard",
  ]

  /// Types that say no more than "a file".
  private static let generalTypes: Set<String> = [
    "application/binary", "application/data", "application/download", "application/file",
    "application/force-download", "application/octet-stream", "application/octetstream",
    "application/unknown", "application/x-download", "application/x-force-download",
    "application/x-octet-stream", "application/x-unknown", "attachment/octet-stream",
    "binary/octet-stream", "unknown/unknown",
  ]

  /// Types of text outside text/.
  private static let writtenTypes: Set<String> = [
    "application/ecmascript", "application/javascript", "application/json", "application/sql",
    "application/x-sh", "application/yaml",
  ]

  /// Types whose documents all have a signature that `signedType` or `textType` knows: declared
  /// for other bytes they are wrong.
  private static let typesWithSignature: Set<String> = Set(
    [
      "application/epub+zip", "application/gzip", "application/java-archive",
      "application/ms-tnef", "application/msword", "application/ogg", "application/pdf",
      "application/postscript", "application/rtf", "application/vnd.microsoft.portable-executable",
      "application/vnd.ms-excel", "application/vnd.ms-outlook", "application/vnd.ms-powerpoint",
      "application/vnd.rar", "application/vnd.sqlite3", "application/x-7z-compressed",
      "application/x-bzip2", "application/x-executable", "application/x-msdownload",
      "application/x-xz", "application/xml", "application/zip", "application/zstd",
      "audio/ogg", "audio/wav", "image/avif", "image/bmp", "image/emf", "image/gif", "image/heic",
      "image/heif", "image/jpeg", "image/png", "image/tiff", "image/vnd.microsoft.icon",
      "image/webp", "message/rfc822", "message/global", "text/calendar", "text/vcard", "text/xml",
      "video/mp4", "video/ogg", "video/webm",
    ] + wordProcessing.values + spreadsheets.values + presentations.values + openDocuments)
}
