import Foundation
import TestKit
import Testing

/// Two workers on many due notices: 300, or as many as MINICRM_LOAD_NOTICES says.
@Suite struct RemindLoadTests {
  private static var notices: Int {
    ProcessInfo.processInfo.environment["MINICRM_LOAD_NOTICES"].flatMap { Int($0) } ?? 300
  }

  @Test func `two workers at once have each notice accepted exactly once`() async throws {
    let round = try await RemindRound(notices: Self.notices)
    let minicrm = round.office.minicrm

    async let first = minicrm.run(["remind", "--once"], within: .seconds(600))
    async let second = minicrm.run(["remind", "--once"], within: .seconds(600))
    let runs = try await [first, second]

    #expect(runs.allSatisfy { $0.code == 0 }, "\(runs.map(\.errors))")
    #expect(round.server.mails.count == Self.notices)
    // Both took part: a worker has at most four connections.
    #expect(round.server.connections > 4)
    try await round.expectAllSent("two workers")
  }
}
