import Platform

/// An image, by libvips' programs. The first one of an animation; the pages of a TIFF.
struct PictureConversion {
  let file: TemporaryFile
  let hasPages: Bool
  let work: PreviewWork

  private static let longestHeader = 1 << 20

  func meet(_ wish: PreviewWish) throws(PreviewRefusal) -> Conversion {
    switch wish {
    case .pageCount:
      let pages = try header(page: 1).pages
      return Conversion(
        pages: min(pages, work.limits.pages), isWhole: pages <= work.limits.pages)
    case .text:
      _ = try header(page: 1)
      return Conversion(text: "", isWhole: true)
    case .page(let page, let width): return try image(page, width)
    }
  }

  private func image(_ page: Int, _ width: Int) throws(PreviewRefusal) -> Conversion {
    var header = try header(page: 1)
    guard page <= header.pages else { throw .noSuchPage }
    guard page <= work.limits.pages else { throw .beyond(.pages) }
    if page > 1 { header = try self.header(page: page) }
    guard header.size.width * header.size.height <= Double(work.limits.sourcePixels),
      let image = header.size.image(width: width, pixels: work.limits.imagePixels)
    else { throw .beyond(.pixels) }
    let run = try ConfinedProgram(
      name: "vipsthumbnail",
      arguments: [
        name(page), "-s", "\(image.width)x", "-e", "srgb", "-o", ".png[strip]",
      ]
    ).run(on: file, work, outputSize: work.limits.imageSize)
    return try Conversion(image: run)
  }

  private struct Header {
    let pages: Int
    let size: PageSize
  }

  private func name(_ page: Int) -> String {
    page == 1 ? ConfinedProgram.file : "\(ConfinedProgram.file)[page=\(page - 1)]"
  }

  private func header(page: Int) throws(PreviewRefusal) -> Header {
    let run = try ConfinedProgram(name: "vipsheader", arguments: ["-a", name(page)])
      .run(on: file, work, outputSize: Self.longestHeader)
    guard run.code == 0 || run.isCut else { throw .broken }
    let lines = run.text(atMost: Self.longestHeader).split(separator: "\n")
    // The image's own words come last, and may look like the lines before.
    func number(_ name: String) -> Int? {
      lines.first { $0.hasPrefix("\(name): ") }.flatMap { Int($0.dropFirst(name.count + 2)) }
    }
    guard let width = number("width"), let height = number("height"), width > 0, height > 0
    else { throw .broken }
    // EXIF's orientations from 5 on lie on their sides.
    let isTurned = (5...8).contains(number("orientation") ?? 1)
    let (wide, tall) = (Double(width), Double(height))
    return Header(
      pages: hasPages ? max(1, number("n-pages") ?? 1) : 1,
      size: isTurned ? PageSize(width: tall, height: wide) : PageSize(width: wide, height: tall))
  }
}
