import Platform

/// A PDF, by poppler's programs.
struct PDFConversion {
  let file: TemporaryFile
  let work: PreviewWork

  /// Bytes of what pdfinfo tells; hostile metadata may be long.
  private static let longestInfo = 1 << 20

  func meet(_ wish: PreviewWish) throws(PreviewRefusal) -> Conversion {
    switch wish {
    case .pageCount:
      let pages = try info(page: 1).pages
      return Conversion(
        pages: min(pages, work.limits.pages), isWhole: pages <= work.limits.pages)
    case .page(let page, let width): return try image(page, width)
    case .text: return try text()
    }
  }

  private func image(_ page: Int, _ width: Int) throws(PreviewRefusal) -> Conversion {
    let isDrawn = page <= work.limits.pages
    let info = try info(page: isDrawn ? page : 1)
    guard page <= info.pages else { throw .noSuchPage }
    guard isDrawn else { throw .beyond(.pages) }
    guard let size = info.size else { throw .broken }
    guard let image = size.shown.image(width: width, pixels: work.limits.imagePixels) else {
      throw .beyond(.pixels)
    }
    // The scales are those of the page before it is turned.
    let (x, y) = size.isTurned ? (image.height, image.width) : (image.width, image.height)
    let run = try ConfinedProgram(
      name: "pdftoppm",
      arguments: [
        "-png", "-singlefile", "-cropbox", "-f", "\(page)", "-l", "\(page)",
        "-scale-to-x", "\(x)", "-scale-to-y", "\(y)", ConfinedProgram.file,
      ]
    ).run(on: file, work, outputSize: work.limits.imageSize)
    return try Conversion(image: run)
  }

  private func text() throws(PreviewRefusal) -> Conversion {
    let run = try ConfinedProgram(
      name: "pdftotext",
      arguments: [
        "-enc", "UTF-8", "-cropbox", "-l", "\(work.limits.textPages)", ConfinedProgram.file, "-",
      ]
    ).run(on: file, work, outputSize: work.limits.textSize)
    guard run.code == 0 || run.isCut else { throw Self.refusal(of: run) }
    let pages = try info(page: 1).pages
    let isWhole = !run.isCut && pages <= work.limits.textPages
    return Conversion(text: run.text(atMost: work.limits.textSize), isWhole: isWhole)
  }

  private struct Info {
    let pages: Int
    /// Of the page that was asked for, as it is shown, and the page lies on its side for that; nil
    /// where there is no such page.
    let size: (shown: PageSize, isTurned: Bool)?
  }

  private func info(page: Int) throws(PreviewRefusal) -> Info {
    let run = try ConfinedProgram(
      name: "pdfinfo", arguments: ["-f", "\(page)", "-l", "\(page)", ConfinedProgram.file]
    ).run(on: file, work, outputSize: Self.longestInfo)
    guard run.code == 0 else { throw Self.refusal(of: run) }
    let lines = run.text(atMost: Self.longestInfo).split(separator: "\n")
    // The document's own words come first, and may look like the lines that follow.
    guard
      let pages = lines.last(where: { $0.hasPrefix("Pages:") })?
        .split(separator: " ").last.flatMap({ Int($0) }), pages >= 1
    else { throw .broken }
    return Info(pages: pages, size: Self.size(lines, page))
  }

  /// `Page    3 size:  595 x 842 pts (A4)`, and `Page    3 rot:   90`.
  private static func size(_ lines: [Substring], _ page: Int) -> (shown: PageSize, isTurned: Bool)?
  {
    func words(_ name: String) -> [Substring]? {
      lines.last { line in
        let words = line.split(separator: " ")
        return words.count > 3 && words[0] == "Page" && Int(words[1]) == page && words[2] == name
      }?.split(separator: " ")
    }
    guard let size = words("size:"), size.count > 5, let width = Double(size[3]),
      let height = Double(size[5])
    else { return nil }
    let turn = words("rot:").flatMap { Int($0[3]) } ?? 0
    return turn % 180 == 0
      ? (PageSize(width: width, height: height), false)
      : (PageSize(width: height, height: width), true)
  }

  private static func refusal(of run: ConfinedProgram.Run) -> PreviewRefusal {
    if run.errors.contains("Incorrect password") { return .encrypted }
    // The first page that was asked for comes after the last one.
    if run.errors.contains("Wrong page range") { return .noSuchPage }
    return .broken
  }
}
