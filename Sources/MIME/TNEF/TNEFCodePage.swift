/// Windows code pages by the names of iconv.
enum TNEFCodePage {
  /// The charset of a code page; nil for those that say nothing (0 is "the sender's own") and for
  /// UTF-16, in which 8-bit text can't be.
  static func charset(_ codePage: UInt32) -> String? {
    switch codePage {
    case 0, 1, 2, 3, 42, 1200, 1201, 12000, 12001: nil
    case 65001: "utf-8"
    case 65000: "utf-7"
    case 20127: "us-ascii"
    case 10000: "macintosh"
    case 20866: "koi8-r"
    case 21866: "koi8-u"
    case 28591...28606: "iso-8859-\(codePage - 28590)"
    case 50220, 50221, 50222: "iso-2022-jp"
    case 50225: "iso-2022-kr"
    case 20932, 51932: "euc-jp"
    case 51949: "euc-kr"
    case 936, 51936, 52936, 54936: "gb18030"
    case 950: "big5"
    case 1252: "windows-1252"
    default: "cp\(codePage)"
    }
  }
}
