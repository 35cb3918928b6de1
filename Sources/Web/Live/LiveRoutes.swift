import Application
import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import Records

/// News of a company as they happen (WHATWG HTML §9.2, server-sent events).
extension Reception {
  /// Between two looks at the company's log.
  private static let pause = Duration.milliseconds(400)
  /// Looks between two signs to a client that nothing has happened to, so that a connection that is
  /// gone is noticed, and between two looks at the session.
  private static let looksPerSign = 50

  var liveRoutes: [Route] {
    [
      dataAtCompany("/{c}/events", isUse: false) { request, visit in
        let document: DocumentID? = try request.id(request.query["document"])
        if let document { _ = try await visit.workplace.document(document) }
        let place = document.map { Viewers.Place(company: visit.workplace.company.id, $0) }
        return Response(
          status: .ok,
          headers: [.contentType: "text/event-stream", .known("X-Accel-Buffering"): "no"],
          body: ResponseBody { writer in
            try await stream(to: &writer, request, visit, at: place)
            try await writer.finish(nil)
          })
      }
    ]
  }

  /// Writes events until the client is gone, the session is over, or the daemon stops.
  private func stream(
    to writer: inout any ResponseBodyWriter, _ request: WebRequest, _ visit: CompanyVisit,
    at place: Viewers.Place?
  ) async throws {
    let person = visit.workplace.membership.person
    let viewer = place.map { _ in Viewers.Viewer(person: person.id, name: person.name) }
    guard let place, let viewer else {
      return try await stream(to: &writer, request, visit, as: nil)
    }
    await viewers.enter(viewer, place)
    do {
      try await stream(to: &writer, request, visit, as: (viewer, place))
    } catch {
      await viewers.leave(viewer, place)
      throw error
    }
    await viewers.leave(viewer, place)
  }

  private func stream(
    to writer: inout any ResponseBodyWriter, _ request: WebRequest, _ visit: CompanyVisit,
    as present: (viewer: Viewers.Viewer, place: Viewers.Place)?
  ) async throws {
    var known: CompanyActivity?
    var shown: [String]?
    for look in 0... {
      if stopping.isGiven { return }
      if let activity = try await visit.workplace.activity(since: known?.end) {
        let events = Self.events(activity, since: known)
        known = activity
        if !events.isEmpty { try await writer.write(ByteBuffer(string: events)) }
      }
      if let present {
        let names = await viewers.others(than: present.viewer, at: present.place)
        if names != shown {
          shown = names
          let data = String(decoding: try JSONEncoder().encode(["names": names]), as: UTF8.self)
          try await writer.write(ByteBuffer(string: "event: viewers\ndata: \(data)\n\n"))
        }
      }
      if look % Self.looksPerSign == Self.looksPerSign - 1 {
        guard try await self.visit(request, isUse: false) != nil else { return }
        try await writer.write(ByteBuffer(string: ":\n\n"))
      }
      try await Task.sleep(for: Self.pause)
    }
  }

  /// The events of the numbers that changed; all at first.
  private static func events(_ now: CompanyActivity, since known: CompanyActivity?) -> String {
    let numbers: [(String, KeyPath<CompanyActivity, Int>)] = [
      ("inbox", \.inbox), ("documents", \.documents), ("tasks", \.tasks),
    ]
    return numbers.filter { known?[keyPath: $0.1] != now[keyPath: $0.1] }
      .map { "event: \($0.0)\ndata: {\"count\": \(now[keyPath: $0.1])}\n\n" }.joined()
  }
}
