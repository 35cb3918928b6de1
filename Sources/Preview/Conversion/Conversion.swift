import Glibc
import Platform

/// The outcome of a wish that is met: a frame, and the bytes that follow it.
struct Conversion {
  enum Body {
    case none
    case bytes([UInt8])
    /// So many bytes from the file's beginning.
    case file(TemporaryFile, count: Int64)
  }

  let frame: AnswerFrame
  let body: Body

  init(pages: Int, isWhole: Bool) {
    frame = AnswerFrame(isWhole: isWhole, number: UInt64(pages))
    body = .none
  }

  init(text: String, isWhole: Bool) {
    let bytes = Array(text.utf8)
    frame = AnswerFrame(isWhole: isWhole, number: UInt64(bytes.count))
    body = .bytes(bytes)
  }

  /// A program's output that has to be a PNG image.
  init(image run: ConfinedProgram.Run) throws(PreviewRefusal) {
    if run.isCut { throw .beyond(.outputSize) }
    let mark: [UInt8] = [0x89, 0x50, 0x4e, 0x47]
    var start = [UInt8](repeating: 0, count: mark.count)
    guard run.code == 0, pread(run.output.descriptor, &start, start.count, 0) == mark.count,
      start == mark
    else { throw .broken }
    frame = AnswerFrame(isWhole: true, number: UInt64(run.size))
    body = .file(run.output, count: run.size)
  }

  /// Meets the wish on a file of a known kind.
  static func of(
    _ file: TemporaryFile, _ kind: FileKind, _ wish: PreviewWish, _ work: PreviewWork
  ) throws(PreviewRefusal) -> Conversion {
    if case .page(let page, let width) = wish {
      guard page >= 1 else { throw .noSuchPage }
      guard PreviewLimits.widths.contains(width) else {
        throw .unavailable("a width of \(width) can't be asked for")
      }
    }
    switch kind {
    case .pdf: return try PDFConversion(file: file, work: work).meet(wish)
    case .picture(let pages):
      return try PictureConversion(file: file, hasPages: pages, work: work).meet(wish)
    case .text(let encoding):
      return try TextConversion(file: file, encoding: encoding, work: work).meet(wish)
    }
  }
}

/// An image's size in pixels, or a page's in another unit.
struct PageSize: Equatable {
  var width: Double
  var height: Double

  /// The size in pixels of an image of the page: `width` wide, narrower where it would have more
  /// than so many pixels. Nil where no width is narrow enough.
  func image(width wanted: Int, pixels limit: Int) -> (width: Int, height: Int)? {
    guard width > 0, height > 0, width.isFinite, height.isFinite else { return nil }
    let slope = height / width
    var shown = wanted
    if Double(wanted) * Double(wanted) * slope > Double(limit) {
      shown = Int((Double(limit) / slope).squareRoot())
    }
    guard shown >= 1 else { return nil }
    let tall = max(1, (Double(shown) * slope).rounded())
    // A side of 65,500 pixels is the most that every browser shows.
    guard tall <= 65_500, shown * Int(tall) <= limit + Int(tall) else { return nil }
    return (shown, Int(tall))
  }
}
