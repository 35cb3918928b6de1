import Application
import FlyingFox
import FlyingSocks
import Foundation
import MailTransport

/// The loopback address that a browser is sent back to after a person has agreed.
struct BrowserReturn: AgreementBrowser {
  /// The port that the browser is sent back to; 0 is any port that is free.
  let port: UInt16
  /// Hears what the person has to know.
  let tell: @Sendable (String) -> Void

  /// Takes requests on 127.0.0.1, and waits for the code that the browser brings, or a paste.
  func answer(
    _ question: @Sendable (_ place: String) throws -> AuthorizationRequest
  ) async throws -> AgreementAnswer {
    let (queries, arrivals) = AsyncStream<String>.makeStream()
    let server = HTTPServer(
      address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), logger: .disabled)
    await server.appendRoute("GET /") { request in
      arrivals.yield(request.queryText)
      return HTTPResponse(
        statusCode: .ok, headers: [.contentType: "text/html; charset=utf-8"],
        body: Data(Self.page.utf8))
    }
    return try await withThrowingTaskGroup(of: AgreementAnswer?.self) { group in
      defer { group.cancelAll() }
      group.addTask {
        try await serve(server)
        return nil
      }
      let request = try question(try await address(of: server))
      group.addTask { try await first(in: queries, to: request) }
      group.addTask { try await first(in: PastedLines(), to: request) }
      while let answer = try await group.next() {
        guard let answer else { continue }
        // A moment for the page to reach the browser.
        await server.stop(timeout: 2)
        return answer
      }
      throw CancellationError()
    }
  }

  private func serve(_ server: HTTPServer) async throws {
    do {
      try await server.run()
    } catch is SocketError where !Task.isCancelled {
      throw Failure(.busy, "127.0.0.1:\(port) can't be listened on; name another port with --port")
    }
  }

  /// Microsoft allows any port of `localhost`, and no other name.
  private func address(of server: HTTPServer) async throws -> String {
    try await server.waitUntilListening(timeout: 5)
    guard case .ip4(_, let given)? = await server.listeningAddress else {
      throw Failure(.busy, "127.0.0.1:\(port) can't be listened on; name another port with --port")
    }
    return "http://localhost:\(given)"
  }

  /// Answers to other questions are told of and passed over.
  private func first<Answers: AsyncSequence & Sendable>(
    in answers: Answers, to request: AuthorizationRequest
  ) async throws -> AgreementAnswer? where Answers.Element == String {
    for try await answer in answers where !answer.isEmpty {
      do throws(AuthorizationRequest.Fault) {
        return AgreementAnswer(to: request, code: try request.code(in: answer))
      } catch {
        if case .refused = error { throw Failure(.unreachable, "\(error); nothing was kept") }
        tell("\(error)")
      }
    }
    return nil
  }

  private static let page = """
    <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Mini-CRM</title>
    <p>Valmis. Klar. Done. This page can be closed; the command goes on by itself.</p></html>
    """
}

extension HTTPRequest {
  /// The query as a form has it, for one reader of both ways.
  fileprivate var queryText: String {
    query.map { "\(HTTPExchange.encoded($0.name))=\(HTTPExchange.encoded($0.value))" }
      .joined(separator: "&")
  }
}
