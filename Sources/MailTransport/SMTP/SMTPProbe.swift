import Platform

/// A look at the server that takes outgoing mail: it connects, does TLS, logs in, and leaves.
package actor SMTPProbe {
  /// The finding of a look.
  package struct Finding: Sendable {
    /// The server that was connected to, with the login.
    package let endpoint: SMTPEndpoint
    /// Nil without TLS.
    package let certificate: ServerCertificate?
    /// The largest mail that is taken, in bytes; nil where the server tells none, or has no fixed
    /// one.
    package let maximumSize: Int64?
  }

  private nonisolated let executor: QueueExecutor
  private nonisolated let wake = WakeSignal()
  private let access: SMTPAccess

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  package init(_ access: SMTPAccess) {
    self.access = access
    executor = QueueExecutor(label: "smtp probe")
  }

  /// Throws why no mail can be handed over. Ends by the endpoint's timeout, or with the task.
  package func look() async throws(SMTPTrouble) -> Finding {
    let result: Result<Finding, SMTPTrouble> = await withTaskCancellationHandler {
      do { return .success(try await visit()) } catch let trouble as SMTPTrouble {
        return .failure(trouble)
      } catch {
        return .failure(SMTPTrouble(noCredential: error))
      }
    } onCancel: {
      wake.raise()
    }
    return try result.get()
  }

  private func visit() async throws -> Finding {
    let endpoint = try await access.endpoint()
    do {
      return try visit(endpoint)
    } catch let trouble where trouble.retryAdvice == .login {
      guard let other = try await access.endpoint(insteadOf: endpoint, sign: { _ in }) else {
        throw trouble
      }
      return try visit(other)
    }
  }

  private func visit(_ endpoint: SMTPEndpoint) throws(SMTPTrouble) -> Finding {
    let dialogue = SMTPDialogue(endpoint)
    do throws(SMTPEnding) {
      let connection = try SMTPConnection(endpoint, dialogue, wake: wake, sign: { _ in })
      let finding = Finding(
        endpoint: endpoint, certificate: connection.certificate, maximumSize: dialogue.maximumSize)
      connection.quit()
      return finding
    } catch {
      let verdict = SMTPVerdict(
        endpoint: endpoint, dialogue: dialogue, isAllSent: false, ending: error)
      throw verdict.outcome.trouble ?? SMTPTrouble(.server, reason: "\(endpoint.subject): no login")
    }
  }
}

extension SMTPDialogue {
  /// By the SIZE keyword, in bytes (RFC 1870 section 3); 0 there says that there is no fixed limit.
  fileprivate var maximumSize: Int64? {
    let sizes = offers.compactMap { $0.hasPrefix("SIZE ") ? Int64($0.dropFirst(5)) : nil }
    return sizes.first { $0 > 0 }
  }
}
