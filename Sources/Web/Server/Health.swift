import HTTPTypes
import HummingbirdCore
import NIOCore

/// `/healthz`, for whoever watches over the service.
package enum Health {
  /// `answers` tells whether the store does.
  package static func route(_ answers: @escaping @Sendable () async -> Bool) -> Route {
    .get("/healthz", .programs) { _ in
      let isWell = await answers()
      return Response(
        status: isWell ? .ok : .serviceUnavailable,
        headers: [.contentType: "text/plain; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: isWell ? "ok" : "unavailable")))
    }
  }
}
