import Glibc
import Platform
import TestKit
import Testing

@testable import Preview

/// The bytes that go over the socket, and those who break the rules there.
@Suite struct ProtocolTests {
  @Test(arguments: [
    PreviewWish.pageCount, .text, .page(1, width: 160), .page(10_000, width: 2400),
    .page(Int.max, width: 65_535),
  ])
  func `a request is read as it was written`(wish: PreviewWish) {
    for source: RequestFrame.Source in [.descriptor, .stream] {
      let frame = RequestFrame(wish, source)
      #expect(frame.bytes.count == RequestFrame.size && RequestFrame(frame.bytes) == frame)
    }
  }

  @Test func `an answer is read as it was written`() {
    let refusals: [PreviewRefusal] =
      [.unsupported, .noSuchPage, .encrypted, .broken] + PreviewLimit.allCases.map { .beyond($0) }
    for frame in refusals.map(AnswerFrame.init) + [
      AnswerFrame(isWhole: true, number: 7), AnswerFrame(isWhole: false, number: .max),
    ] {
      #expect(frame.bytes.count == AnswerFrame.size && AnswerFrame(frame.bytes) == frame)
    }
    let reason = AnswerFrame(.unavailable("ei käy")).bytes
    #expect(AnswerFrame(Array(reason.prefix(16)))?.number == 7 && reason.count == 23)
  }

  @Test func `nobody reads garbage`() {
    var chance = SeededGenerator(seed: 7)
    for count in 0..<40 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &chance) }
      #expect(RequestFrame(bytes) == nil && AnswerFrame(bytes) == nil)
    }
  }

  private static func connected(_ desk: PreviewDesk) throws -> Connection {
    let connection = try Connection()
    try connection.connect(to: desk.socket, silence: .seconds(5))
    return connection
  }

  @Test func `who sends garbage, half a request or a wrong width is answered or left`() async throws
  {
    let desk = try PreviewDesk()
    try await desk.serving { client in
      var chance = SeededGenerator(seed: 8)
      for count in [0, 1, 15, 16, 17, 4_000] {
        let connection = try Self.connected(desk)
        try connection.send((0..<count).map { _ in UInt8.random(in: 0...255, using: &chance) })
        shutdown(connection.descriptor, Int32(SHUT_WR))
        let answer = try connection.receive(AnswerFrame.size)
        #expect(answer.map { AnswerFrame($0)?.refusal != nil } ?? true)
      }
      for width in [0, 159, 2401, 65_535] {
        let connection = try Self.connected(desk)
        let request = RequestFrame(.page(1, width: width), .stream).bytes
        try connection.send(request + [0, 0, 0, 1, 120, 0, 0, 0, 0])
        let answer = try connection.receive(AnswerFrame.size)
        #expect(answer.flatMap { AnswerFrame($0) }?.refusal == .unavailable(""))
      }
      // A descriptor that was announced, and a chunk that is too long.
      for bytes in [
        RequestFrame(.text, .descriptor).bytes,
        RequestFrame(.text, .stream).bytes + [0xff, 0xff, 0xff, 0xff],
      ] {
        let connection = try Self.connected(desk)
        try connection.send(bytes)
        let answer = try connection.receive(AnswerFrame.size)
        #expect(answer.flatMap { AnswerFrame($0) }?.refusal == .unavailable(""))
      }
      #expect(
        await Answered.of(.first, SampleBytes.stream(SamplePDF().bytes), client).imageSize != nil)
    }
  }

  @Test func `a passed file is read from its beginning, and stays where it stands`() async throws {
    let directory = try TemporaryDirectory()
    let file = try OpenFile(try directory.write(SamplePDF().bytes, to: "file", mode: 0o600))
    lseek(file.descriptor, 100, SEEK_SET)
    let answered = try await PreviewDesk().serving { await Answered.of(.text, file.file, $0) }
    guard case .text(let text) = answered else { throw TestKitError(answered.short) }
    #expect(text.contains("Lasku"))
    #expect(lseek(file.descriptor, 0, SEEK_CUR) == 100)
  }

  @Test func `where nobody listens it is said`() async throws {
    let client = PreviewClient(socket: "/nonexistent/preview.sock")
    guard
      case .refused(.unavailable(let reason)) = await Answered.of(
        .text, SampleBytes.stream([120]), client)
    else { throw TestKitError("an answer from nobody") }
    #expect(reason.contains("/nonexistent/preview.sock"))
  }

  @Test func `many at once are all answered`() async throws {
    let bytes = SamplePDF(pages: 2).bytes
    let sizes = try await PreviewDesk().serving { client in
      await withTaskGroup(of: Int?.self) { group in
        for number in 0..<12 {
          group.addTask {
            await Answered.of(
              .page(1 + number % 2, width: 200 + number), SampleBytes.stream(bytes), client
            ).imageSize?.width
          }
        }
        return await group.reduce(into: []) { $0.append($1 ?? 0) }.sorted()
      }
    }
    #expect(sizes == Array(200..<212))
  }

  @Test func `a source that fails is no file's fault`() async throws {
    let refused = try await PreviewDesk().serving { client in
      await Answered.of(.text, .stream { throw TestKitError("S3 is away") }, client)
    }
    #expect(refused == .refused(.unavailable("S3 is away")))
  }
}
