import Platform
import Preview
import Records
import Store

/// Images of documents' pages, as the previewer makes them.
package struct PagePictures: Sendable {
  private let previews: Previews

  package init(_ previews: Previews) { self.previews = previews }

  /// The answer to a wish for an image.
  package enum Answer: Sendable {
    /// PNG.
    case image([UInt8])
    /// The page is beyond the last one.
    case noSuchPage
    /// The file can't be shown as an image.
    case unshowable
    /// Nothing is known of the file: the previewer can't be reached, or was too slow.
    case unavailable(String)
  }

  /// The image of a page, from 1, so many pixels wide.
  func page(_ page: Int, width: Int, of document: DocumentRow, in store: Store) async throws
    -> Answer
  {
    guard let digest = Digest(hexadecimal: document.sha256) else {
      throw Refusal.notFound(document.id)
    }
    let blob = BlobReference(sha256: digest, size: document.size)
    let file = try await BlockingWork.run("minicrm.previews", directory: store.directory) {
      try store.blobs.open(blob)
    }
    defer { withExtendedLifetime(file) {} }
    do throws(PreviewRefusal) {
      return .image(
        try await previews.page(page, width: width, of: digest) { .descriptor(file.descriptor) })
    } catch {
      switch error {
      case .noSuchPage: return .noSuchPage
      case .unavailable(let reason): return .unavailable(reason)
      default: return .unshowable
      }
    }
  }
}
