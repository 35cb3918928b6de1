/// The one thing that is wanted of a file.
package enum PreviewWish: Sendable, Hashable {
  case pageCount
  /// A page, from 1, as a PNG image so many pixels wide.
  case page(Int, width: Int)
  case text
}

/// The pages of a file.
package struct PageCount: Sendable, Hashable {
  package let pages: Int
  /// False where the file goes on behind the pages that are shown.
  package let isWhole: Bool

  package init(pages: Int, isWhole: Bool) {
    self.pages = pages
    self.isWhole = isWhole
  }
}

/// The text of a file; none for an image.
package struct PreviewText: Sendable, Hashable {
  package let text: String
  /// False where the text goes on.
  package let isWhole: Bool

  package init(text: String, isWhole: Bool) {
    self.text = text
    self.isWhole = isWhole
  }
}
