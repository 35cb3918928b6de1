import Preview
import TestKit
import Testing

/// Files that lost their way: cut off, or with bytes changed by chance.
@Suite struct BrokenFileTests {
  @Test(arguments: 0..<24)
  func `a PDF that is broken somewhere is drawn or refused`(round: UInt64) async throws {
    var chance = SeededGenerator(seed: SeededGenerator.namedSeed ?? round)
    var bytes = SamplePDF(pages: 5).bytes
    for _ in 0..<Int.random(in: 1...40, using: &chance) {
      let place = Int.random(in: 9..<bytes.count, using: &chance)
      bytes[place] = UInt8.random(in: 0...255, using: &chance)
    }
    if round % 3 == 0 {
      bytes = Array(bytes.prefix(Int.random(in: 9..<bytes.count, using: &chance)))
    }
    try await expectAnswer(bytes)
  }

  @Test(arguments: ["a.jpg", "a.png", "a.tif", "a.webp", "a.heic", "a.gif"])
  func `an image that is broken somewhere is drawn or refused`(name: String) async throws {
    let files = try TemporaryDirectory(named: "minicrm-sample")
    let path = try await SamplePicture.made(name, 120, 90)(files)
    let whole = try SampleBytes.of(path)
    for round in 0..<6 as Range<UInt64> {
      var chance = SeededGenerator(seed: SeededGenerator.namedSeed ?? round)
      var bytes = whole
      for _ in 0..<8 {
        bytes[Int.random(in: 16..<bytes.count, using: &chance)] = .random(
          in: 0...255, using: &chance)
      }
      if round % 2 == 1 {
        bytes = Array(bytes.prefix(Int.random(in: 16..<bytes.count, using: &chance)))
      }
      try await expectAnswer(bytes)
    }
  }

  private func expectAnswer(_ bytes: [UInt8]) async throws {
    let desk = try PreviewDesk()
    let answered = try await desk.serving { client in
      await Answered.of(.first, SampleBytes.stream(bytes), client)
    }
    if case .refused(.unavailable(let reason)) = answered { Issue.record("\(reason)") }
  }
}
