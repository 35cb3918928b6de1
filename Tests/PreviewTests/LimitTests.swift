import Foundation
import Glibc
import TestKit
import Testing

@testable import Preview

/// Each limit is kept, whatever a file wants.
@Suite struct LimitTests {
  private func answered(
    _ bytes: [UInt8], _ wish: PreviewWish, _ change: (inout PreviewLimits) -> Void
  ) async throws -> Answered {
    var limits = PreviewLimits()
    change(&limits)
    return try await PreviewDesk(limits).serving {
      await Answered.of(wish, SampleBytes.stream(bytes), $0)
    }
  }

  @Test func `a file has so many bytes at most`() async throws {
    let bytes = SamplePDF().bytes
    let size = Int64(bytes.count)
    #expect(try await answered(bytes, .first) { $0.fileSize = size }.imageSize != nil)
    #expect(
      try await answered(bytes, .first) { $0.fileSize = size - 1 }
        == .refused(.beyond(.fileSize)))
  }

  @Test func `an image has so many pixels at most, and becomes narrower`() async throws {
    let size = try await answered(SamplePDF().bytes, .first) { $0.imagePixels = 100_000 }.imageSize
    #expect(size.map { $0.width * $0.height <= 101_000 && $0.width > 200 } == true)
  }

  @Test func `an image that is read has so many pixels at most`() async throws {
    let directory = try TemporaryDirectory()
    let bytes = try SampleBytes.of(try await SamplePicture.made("a.png", 100, 100)(directory))
    #expect(
      try await answered(bytes, .first) { $0.sourcePixels = 9_999 } == .refused(.beyond(.pixels)))
    #expect(try await answered(bytes, .first) { $0.sourcePixels = 10_000 }.imageSize != nil)
  }

  @Test func `an image has so many bytes at most`() async throws {
    #expect(
      try await answered(SamplePDF().bytes, .first) { $0.imageSize = 500 }
        == .refused(.beyond(.outputSize)))
  }

  @Test func `a text is cut off`() async throws {
    let text = try await answered(SamplePDF(pages: 300).bytes, .text) { $0.textSize = 1_000 }
    guard case .text(let words) = text else { throw TestKitError(text.short) }
    #expect(words.utf8.count == 1_000)
  }

  @Test func `memory is limited`() async throws {
    let page = SamplePDF(mediaBox: "0 0 600 4160").bytes
    let refused = try await answered(page, .page(1, width: 2400)) {
      $0.memory = 130 << 20
      $0.imagePixels = 40_000_000
    }
    #expect(refused == .refused(.beyond(.memory)), "\(refused.short)")
  }

  @Test func `processor time is limited`() async throws {
    let refused = try await answered(SamplePDF.endlessContent, .page(1, width: 2400)) {
      $0.processorSeconds = 1
      $0.time = .seconds(60)
    }
    #expect(refused == .refused(.beyond(.time)), "\(refused.short)")
  }

  @Test func `time is limited`() async throws {
    let begin = ContinuousClock.now
    let refused = try await answered(SamplePDF.endlessContent, .page(1, width: 2400)) {
      $0.time = .milliseconds(700)
    }
    #expect(refused == .refused(.beyond(.time)), "\(refused.short)")
    #expect(ContinuousClock.now - begin < .seconds(5))
  }

  @Test func `a pipe that nobody writes to ends with the time`() async throws {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    defer { ends.forEach { close($0) } }
    var limits = PreviewLimits()
    limits.time = .milliseconds(500)
    let silent = ends[0]
    let refused = try await PreviewDesk(limits).serving {
      await Answered.of(.first, .descriptor(silent), $0)
    }
    #expect(refused == .refused(.beyond(.time)))
  }

  @Test func `a stream without an end is cut off`() async throws {
    let refused = try await PreviewDesk().serving { client in
      await Answered.of(
        .first, SampleBytes.stream([UInt8](repeating: 120, count: 1 << 20), times: .max >> 21),
        client)
    }
    #expect(refused == .refused(.beyond(.fileSize)))
  }

  @Test func `who goes away has the work ended at once`() async throws {
    var limits = PreviewLimits()
    (limits.processorSeconds, limits.time) = (600, .seconds(600))
    try await PreviewDesk(limits).serving { client in
      let file = SampleBytes.stream(SamplePDF.endlessContent)
      let answered = try await withThrowingTaskGroup(of: Answered.self) { group in
        group.addTask { await Answered.of(.page(1, width: Self.ownWidth), file, client) }
        #expect(try await eventually { !Self.readers.isEmpty })
        group.cancelAll()
        return try await group.next()
      }
      guard case .refused(.unavailable) = answered else {
        throw TestKitError("a cancelled wish is met")
      }
      #expect(try await eventually { Self.readers.isEmpty })
    }
  }

  /// A width that no other test asks for: tests run side by side, and each has its readers.
  private static let ownWidth = 2_389

  /// The processes of poppler that make a page of that width.
  private static var readers: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { name in
      guard Int(name) != nil,
        let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
      else { return false }
      let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      return words.first?.hasSuffix("pdftoppm") == true && words.contains("\(ownWidth)")
    }
  }
}
