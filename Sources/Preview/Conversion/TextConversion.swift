import Glibc
import Platform

/// A text: drawn line by line, by libvips, from an image of ours in SVG.
struct TextConversion {
  let file: TemporaryFile
  let encoding: TextEncoding
  let work: PreviewWork

  func meet(_ wish: PreviewWish) throws(PreviewRefusal) -> Conversion {
    let (text, isWhole) = try text()
    switch wish {
    case .text: return Conversion(text: Self.cut(text, work.limits.textSize), isWhole: isWhole)
    case .pageCount:
      let pages = TextPages(text, keeping: 1).pages
      return Conversion(
        pages: min(pages, work.limits.pages), isWhole: isWhole && pages <= work.limits.pages)
    case .page(let page, let width):
      guard page <= work.limits.pages else { throw .noSuchPage }
      let pages = TextPages(text, keeping: page)
      guard page <= pages.pages else { throw .noSuchPage }
      return try image(pages.lines, width)
    }
  }

  private func image(_ lines: [String], _ width: Int) throws(PreviewRefusal) -> Conversion {
    let drawing = try work.temporaryFile()
    do throws(SystemError) {
      let bytes = Array(TextDrawing(lines: lines).svg.utf8)
      try bytes.withBytes { buffer throws(SystemError) in try drawing.write(buffer, at: 0) }
    } catch {
      throw .unavailable("\(error)")
    }
    // The drawing is ours: of libvips' readers that of SVG is one of those that it holds unsafe.
    let run = try ConfinedProgram(
      name: "vipsthumbnail",
      arguments: [ConfinedProgram.file, "-s", "\(width)x", "-o", ".png[strip]"],
      readsTrusted: true
    ).run(on: drawing, work, outputSize: work.limits.imageSize)
    return try Conversion(image: run)
  }

  /// The beginning of the text, as much of it as is shown.
  private func text() throws(PreviewRefusal) -> (String, isWhole: Bool) {
    let limit = work.limits.textSize + 1
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    do throws(ErrorNumber) {
      while bytes.count < limit {
        let got = try DescriptorCalls.read(
          file.descriptor, into: &chunk, at: Int64(bytes.count))
        if got == 0 { break }
        bytes += chunk[..<min(got, limit - bytes.count)]
      }
    } catch {
      throw .unavailable("\(error)")
    }
    let isWhole = bytes.count <= work.limits.textSize
    return (encoding.text(bytes.prefix(work.limits.textSize)), isWhole)
  }

  /// At most so many bytes of UTF-8, which may be more than the file has.
  private static func cut(_ text: String, _ limit: Int) -> String {
    text.utf8.count <= limit ? text : String(decoding: text.utf8.prefix(limit), as: UTF8.self)
  }
}
