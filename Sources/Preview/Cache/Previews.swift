import Foundation
import Platform

/// Page images and texts of files that are known by their digests: as they were made before, or as
/// the previewer makes them now.
package struct Previews: Sendable {
  private let client: PreviewClient
  private let cache: PreviewCache?
  private let now: @Sendable () -> Date

  /// Without a cache each one is made anew.
  package init(
    _ client: PreviewClient, cache: PreviewCache?, now: @escaping @Sendable () -> Date
  ) {
    (self.client, self.cache, self.now) = (client, cache, now)
  }

  /// The pages of the file. `open` is called where they aren't known yet.
  package func pageCount(
    of digest: Digest, _ open: @Sendable () async throws -> PreviewFile
  ) async throws(PreviewRefusal) -> PageCount {
    let answer = try await answer(PreviewKey(digest, .pageCount), open)
    return PageCount(pages: Int(clamping: answer.frame.number), isWhole: answer.frame.isWhole)
  }

  /// A page as a PNG image; see `PreviewClient`.
  package func page(
    _ page: Int, width: Int, of digest: Digest, _ open: @Sendable () async throws -> PreviewFile
  ) async throws(PreviewRefusal) -> [UInt8] {
    guard page >= 1 else { throw .noSuchPage }
    return try await answer(PreviewKey(digest, .page(page, width: width)), open).body
  }

  package func text(
    of digest: Digest, _ open: @Sendable () async throws -> PreviewFile
  ) async throws(PreviewRefusal) -> PreviewText {
    let answer = try await answer(PreviewKey(digest, .text), open)
    return PreviewText(
      text: String(decoding: answer.body, as: UTF8.self), isWhole: answer.frame.isWhole)
  }

  private func answer(
    _ key: PreviewKey, _ open: @Sendable () async throws -> PreviewFile
  ) async throws(PreviewRefusal) -> PreviewAnswer {
    if let known = await known(key) { return try known.get() }
    let file: PreviewFile
    do {
      file = try await open()
    } catch {
      throw .unavailable("\(error)")
    }
    let answer: Result<PreviewAnswer, PreviewRefusal>
    do throws(PreviewRefusal) {
      answer = .success(try await client.answer(to: key.wish, file))
    } catch {
      answer = .failure(error)
    }
    await keep(answer, key)
    return try answer.get()
  }

  private func known(_ key: PreviewKey) async -> Result<PreviewAnswer, PreviewRefusal>? {
    guard let cache else { return nil }
    let now = now()
    let known: Result<Result<PreviewAnswer, PreviewRefusal>?, any Error> =
      await BlockingWork.result("minicrm.previews") { cache.answer(key, now: now) }
    return try? known.get()
  }

  private func keep(_ answer: Result<PreviewAnswer, PreviewRefusal>, _ key: PreviewKey) async {
    guard let cache else { return }
    let _: Result<Void, any Error> = await BlockingWork.result("minicrm.previews") {
      cache.keep(answer, key)
    }
  }
}
