import Foundation
import Records

@testable import Store

/// A worker at the desk.
extension ReminderDesk {
  func claim(
    _ now: Date, worker: String = "a", limit: Int = 100, lease: TimeInterval = 300
  ) async throws -> [Notice] {
    let claimed = try await store.claimNotices(
      NoticeClaim(
        worker: worker, until: now + lease, domain: "crm.example.fi", limit: limit), now: now)
    return try await store.engine.read { transaction in
      try claimed.map { try NoticeReading(now: now, in: transaction).notice($0) }
    }
  }

  func begin(
    _ notices: [Notice], _ now: Date, worker: String = "a", lease: TimeInterval = 300
  ) async throws -> [Notice] {
    try await store.beginSending(
      notices.map(\.id), by: worker, until: now + lease, now: now)
  }

  @discardableResult
  func record(
    _ outcome: NoticeOutcome, _ notice: Notice, _ now: Date, worker: String = "a"
  ) async throws -> RecordedOutcome? {
    try await store.recordOutcome(outcome, of: notice.id, by: worker, now: now)
  }

  /// Turns of connections: who was accepted, and who is next.
  func turn(
    _ turns: [(accepted: NoticeID?, next: NoticeID?)], _ now: Date
  ) async throws -> [Result<NoticeTurn.Made, StoreError>] {
    let turns = turns.map { turn in
      NoticeTurn(
        settling: turn.accepted.map { ($0, .sent(reply: "250 ok")) }, next: turn.next)
    }
    return try await store.commit(turns, by: "a", until: now + 300, now: now)
  }

  /// Claims and sends all that is due; what comes back is what the server got.
  @discardableResult
  func send(_ now: Date, worker: String = "a") async throws -> [Notice] {
    let notices = try await begin(claim(now, worker: worker), now, worker: worker)
    for notice in notices {
      try await record(.sent(reply: "250 ok"), notice, now, worker: worker)
    }
    return notices
  }

  /// Claims what is due, and has the server refuse it for now.
  func refuse(_ now: Date, jitter: Double = 0) async throws -> RecordedOutcome? {
    let notices = try await begin(claim(now), now)
    guard let first = notices.first else { return nil }
    return try await record(.refusedForNow(reply: "451 later", jitter: jitter), first, now)
  }
}

/// A turn's halves, each committed for itself.
extension Store {
  func beginSending(
    _ notices: [NoticeID], by worker: String, until: Date, now: Date
  ) async throws -> [Notice] {
    let turns = notices.map { NoticeTurn(settling: nil, next: $0) }
    return try await commit(turns, by: worker, until: until, now: now)
      .compactMap { try $0.get().begun }
  }

  @discardableResult
  func recordOutcome(
    _ outcome: NoticeOutcome, of notice: NoticeID, by worker: String, now: Date
  ) async throws -> RecordedOutcome? {
    let turn = NoticeTurn(settling: (notice, outcome), next: nil)
    return try await commit([turn], by: worker, until: now, now: now).first?.get().recorded
  }
}
