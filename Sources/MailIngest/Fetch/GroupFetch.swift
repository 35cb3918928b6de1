import MailTransport

/// Asks a session for the bodies of groups of messages, and has them streamed into spools.
struct GroupFetch: Sendable {
  /// A group that was asked for, and the spool that its bodies go into.
  struct Request: Sendable {
    let group: FetchGroup
    let spool: Spool
    fileprivate let ticket: FetchTicket
  }

  let session: IMAPSession
  /// The largest message that is fetched as a whole, in bytes.
  let limit: Int64
  let memory: SpoolMemory
  /// The directory of the bodies that have no room in memory.
  let directory: String

  /// A new spool, with a piece of memory where one is free.
  func spool() -> Spool {
    Spool(in: memory.piece(), orAFileIn: directory, limit: limit)
  }

  /// Asks for a group, without waiting for the bodies.
  func request(
    _ group: FetchGroup, into spool: Spool
  ) async throws(IMAPError) -> Request {
    let ticket = try await session.request(
      group.uids, limit: group.bodyLimit(limit), into: spool)
    return Request(group: group, spool: spool, ticket: ticket)
  }

  /// Receives the bodies. Whatever happens is in the arrival, since what came before a break is as
  /// good as any.
  func receive(_ request: Request) async -> FetchArrival {
    var arrival = FetchArrival(group: request.group, spool: request.spool)
    do throws(IMAPError) {
      arrival.outcome = try await session.receive(request.ticket)
    } catch {
      arrival.failure = error
    }
    return arrival
  }

  /// Fetches one group by itself. Throws only where the spool can't be emptied.
  func fetch(_ group: FetchGroup) async throws -> FetchArrival {
    let spool = spool()
    try spool.clear(for: group.announced)
    do throws(IMAPError) {
      return await receive(try await request(group, into: spool))
    } catch {
      return FetchArrival(group: group, spool: spool, failure: error)
    }
  }
}
