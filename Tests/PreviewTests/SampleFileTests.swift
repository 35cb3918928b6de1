import Preview
import TestKit
import Testing

/// Files of all kinds, most of them hostile, each with what is to come of it, and soon.
@Suite struct SampleFileTests {
  /// The time of a request at most, and a little on a machine that is busy.
  private static let limit = PreviewLimits().time + .seconds(3)

  @Test func `there are at least forty`() { #expect(SampleFile.all.count >= 40) }

  @Test(arguments: SampleFile.all)
  func `each file has its outcome`(sample: SampleFile) async throws {
    let files = try TemporaryDirectory(named: "minicrm-sample")
    let file = try OpenFile(try await sample.make(files))
    let desk = try PreviewDesk()
    let begin = ContinuousClock.now
    let answered = try await desk.serving { await Answered.of(sample.wish, file.file, $0) }
    let took = ContinuousClock.now - begin
    expect(answered, sample.outcome)
    #expect(took < Self.limit)
    #expect(try Tree(desk.directory.path).entries.keys.sorted() == [".", "socket"])
    withExtendedLifetime((files, file)) {}
  }

  private func expect(_ answered: Answered, _ outcome: SampleFile.Outcome) {
    switch (outcome, answered) {
    case (.image(let width), _): #expect(answered.imageSize?.width == width, "\(answered.short)")
    case (.pages(let pages, let isWhole), _):
      #expect(answered == .pages(PageCount(pages: pages, isWhole: isWhole)), "\(answered.short)")
    case (.text(let words), .text(let text)):
      #expect(words.isEmpty ? text.isEmpty : text.contains(words))
    case (.text, _): Issue.record("\(answered.short)")
    case (.refused(let refusal), _): #expect(answered == .refused(refusal), "\(answered.short)")
    case (.anything, .refused(.unavailable(let reason))):
      #expect(reason.contains("can't be read"), "the previewer itself is well")
    case (.anything, _): break
    }
  }
}

extension Answered {
  var short: String {
    switch self {
    case .image(let bytes): "image of \(bytes.count) bytes, \(String(describing: imageSize))"
    case .pages(let count): "\(count)"
    case .text(let text): "text: \(text.prefix(100))"
    case .refused(let refusal): "\(refusal)"
    }
  }
}
