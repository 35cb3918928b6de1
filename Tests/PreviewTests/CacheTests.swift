import Foundation
import Platform
import TestKit
import Testing

@testable import Preview

/// Images that were made are found again, while there is room.
@Suite struct CacheTests {
  private let directory: TemporaryDirectory
  private let now = Date(timeIntervalSince1970: 2_000_000_000)

  init() throws { directory = try TemporaryDirectory(named: "minicrm-previews") }

  private func cache(_ size: Int64 = 1 << 20) throws -> PreviewCache {
    try PreviewCache(in: directory.path("previews"), size: size)
  }

  private func key(_ number: Int, _ wish: PreviewWish = .first) -> PreviewKey {
    PreviewKey(Digest(of: "file \(number)"), wish)
  }

  private func image(_ bytes: [UInt8]) -> Result<PreviewAnswer, PreviewRefusal> {
    .success(
      PreviewAnswer(
        frame: AnswerFrame(isWhole: true, number: UInt64(bytes.count)), body: bytes))
  }

  private func body(_ answer: Result<PreviewAnswer, PreviewRefusal>?) -> [UInt8]? {
    try? answer?.get().body
  }

  @Test func `each page and width of a file is found by its own name`() throws {
    let cache = try cache()
    let wishes: [PreviewWish] = [.first, .page(2, width: 800), .page(1, width: 801), .text]
    for (number, wish) in wishes.enumerated() { cache.keep(image([UInt8(number)]), key(1, wish)) }
    for (number, wish) in wishes.enumerated() {
      #expect(body(cache.answer(key(1, wish), now: now)) == [UInt8(number)])
    }
    #expect(cache.answer(key(2), now: now) == nil)
    let modes = try Tree(directory.path("previews")).entries.map { $0.value.mode }
    #expect(Set(modes) == [0o600, 0o700])
  }

  @Test func `lasting refusals are kept, others for an hour, an absent previewer's never`() throws {
    let cache = try cache()
    let refusals: [(PreviewRefusal, Bool, Bool)] = [
      (.encrypted, true, true), (.beyond(.pixels), true, true), (.beyond(.time), true, false),
      (.unavailable("away"), false, false),
    ]
    for (number, (refusal, soon, later)) in refusals.enumerated() {
      cache.keep(.failure(refusal), key(number))
      let made = Date()
      #expect((cache.answer(key(number), now: made) != nil) == soon)
      #expect((cache.answer(key(number), now: made.addingTimeInterval(3_700)) != nil) == later)
    }
  }

  @Test func `half a file is none`() throws {
    let cache = try cache()
    cache.keep(image([1, 2, 3]), key(1))
    let path = directory.path("previews/\(key(1).fileName)")
    let whole = try SampleBytes.of(path)
    for count in 0..<whole.count {
      try directory.write(whole.prefix(count), to: "previews/\(key(1).fileName)")
      #expect(cache.answer(key(1), now: now) == nil)
      try directory.write(
        whole.prefix(count) + [UInt8](repeating: 0, count: whole.count - count),
        to: "previews/\(key(1).fileName)")
      #expect(cache.answer(key(1), now: now) == nil)
    }
    try directory.write(whole, to: "previews/\(key(1).fileName)")
    #expect(body(cache.answer(key(1), now: now)) == [1, 2, 3])
  }

  @Test func `the one that was not used for longest goes first, and the size is kept`() throws {
    let cache = try cache(40 * 4_096)
    for number in 0..<30 {
      cache.keep(image([UInt8](repeating: 1, count: 4_000)), key(number))
      try use(key(number), at: number)
    }
    // One that is looked at now is the newest.
    #expect(cache.answer(key(0), now: now) != nil)
    for number in 30..<60 {
      cache.keep(image([UInt8](repeating: 1, count: 4_000)), key(number))
      try use(key(number), at: number)
    }
    #expect(cache.answer(key(0), now: now) != nil)
    #expect(cache.answer(key(1), now: now) == nil)
    #expect(cache.answer(key(59), now: now) != nil)
    let kept = try Tree(directory.path("previews")).entries
    #expect(kept.count < 46 && kept.count > 30, "\(kept.count)")
  }

  /// Says that it was used so many seconds after a day of long ago.
  private func use(_ key: PreviewKey, at second: Int) throws {
    let moment = Date(timeIntervalSince1970: 1_000_000_000 + TimeInterval(second))
    try FileManager.default.setAttributes(
      [.modificationDate: moment],
      ofItemAtPath: directory.path("previews/\(key.fileName)"))
  }

  @Test func `two processes write and make room at once`() async throws {
    let caches = try (0..<2).map { _ in try cache(20 * 4_096) }
    await withTaskGroup(of: Void.self) { group in
      for (index, cache) in caches.enumerated() {
        group.addTask {
          for round in 0..<200 {
            let number = (round * (3 + index)) % 50
            let bytes = [UInt8](repeating: UInt8(number), count: 100 + number)
            cache.keep(image(bytes), key(number))
            let found = body(cache.answer(key((round + index) % 50), now: now))
            #expect(found.map { Set($0).count == 1 && $0.count == 100 + Int($0[0]) } ?? true)
          }
        }
      }
    }
    #expect(try Tree(directory.path("previews")).entries.count < 30)
  }

  @Test func `what was made of a file that is no more goes`() throws {
    let cache = try cache()
    for wish in [PreviewWish.first, .text, .pageCount] {
      cache.keep(image([]), key(1, wish))
      cache.keep(image([]), key(2, wish))
    }
    try PreviewCache.forget(in: directory.path("previews")) { $0 == key(1).file }
    #expect(cache.answer(key(1), now: now) == nil && cache.answer(key(1, .text), now: now) == nil)
    #expect(cache.answer(key(2), now: now) != nil)
  }

  @Test func `a file is opened for the previewer once`() async throws {
    let desk = try PreviewDesk()
    let cache = try cache()
    try await desk.serving { client in
      let previews = Previews(client, cache: cache, now: { Date() })
      let digest = Digest(of: "an invoice")
      let file = SampleBytes.stream(SamplePDF(pages: 2).bytes)
      let first = try await previews.page(1, width: 300, of: digest) { file }
      let again = try await previews.page(1, width: 300, of: digest) {
        throw TestKitError("it is known")
      }
      #expect(first == again && Answered.image(first).imageSize?.width == 300)
      let refusal = await #expect(throws: PreviewRefusal.self) {
        try await previews.pageCount(of: digest) { throw TestKitError("the disk is away") }
      }
      #expect(refusal == .unavailable("the disk is away"))
      let pages = try await previews.pageCount(of: digest) {
        SampleBytes.stream(SamplePDF(pages: 2).bytes)
      }
      #expect(pages == PageCount(pages: 2, isWhole: true))
    }
  }
}
