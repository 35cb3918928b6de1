/// A look at the server that takes outgoing mail: it connects, does TLS, logs in, and leaves.
package actor SMTPProbe {
  /// What a look found.
  package struct Finding: Sendable, Hashable {
    /// Nil without TLS.
    package let certificate: ServerCertificate?
    /// The largest mail that is taken, in bytes; nil where the server tells none, or has no fixed
    /// one.
    package let maximumSize: Int64?
  }

  private nonisolated let executor: QueueExecutor
  private nonisolated let wake = WakeSignal()
  private let endpoint: SMTPEndpoint

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  package init(_ endpoint: SMTPEndpoint) {
    self.endpoint = endpoint
    executor = QueueExecutor(label: "smtp probe \(endpoint.subject)")
  }

  /// Throws why no mail can be handed over. Ends by the endpoint's timeout, or with the task.
  package func look() async throws(SMTPTrouble) -> Finding {
    let result: Result<Finding, SMTPTrouble> = await withTaskCancellationHandler {
      do throws(SMTPTrouble) { return .success(try visit()) } catch { return .failure(error) }
    } onCancel: {
      wake.raise()
    }
    return try result.get()
  }

  private func visit() throws(SMTPTrouble) -> Finding {
    let dialogue = SMTPDialogue(endpoint)
    do throws(SMTPEnding) {
      let connection = try SMTPConnection(endpoint, dialogue, wake: wake, sign: { _ in })
      let finding = Finding(
        certificate: connection.certificate, maximumSize: dialogue.maximumSize)
      connection.quit()
      return finding
    } catch {
      let verdict = SMTPVerdict(
        endpoint: endpoint, dialogue: dialogue, isAllSent: false, ending: error)
      throw verdict.outcome.trouble ?? SMTPTrouble(.server, reason: "\(endpoint.subject): no login")
    }
  }
}

extension SMTPTrouble: Error {}

extension SMTPDialogue {
  /// By the SIZE keyword, in bytes (RFC 1870 section 3); 0 there says that there is no fixed limit.
  fileprivate var maximumSize: Int64? {
    let sizes = offers.compactMap { $0.hasPrefix("SIZE ") ? Int64($0.dropFirst(5)) : nil }
    return sizes.first { $0 > 0 }
  }
}
