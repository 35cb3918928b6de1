import Foundation
import TestKit
import Testing

/// `minicrm status --openmetrics`, read by Prometheus's own parsers.
@Suite(.timeLimit(.minutes(10))) struct MetricsTests {
  @Test func `the metrics are OpenMetrics, and say what is`() async throws {
    let dovecot = try await Dovecot.start()
    var odd = MailboxSettings(of: dovecot)
    odd.name = "laskut a\\b"
    let minicrm = try Minicrm(MailboxSettings(of: dovecot), odd)
    let address = try await minicrm.addCompany().address
    try dovecot.deliver(SampleMail(to: address, subject: "a").attaching(.pdf("a.pdf")).bytes)
    try await minicrm.ingestOnce()

    let run = try await minicrm.run("status", "--openmetrics")

    #expect(run.code == 0, "\(run.errors)")
    #expect(run.text.hasSuffix("\n# EOF\n"))
    let samples = try await Self.samples(in: run.output, by: "openmetrics")
    #expect(samples["minicrm_healthy"] == 1)
    #expect(samples["minicrm_mails,verdict=filed"] == 1)
    #expect(samples["minicrm_mails,verdict=held"] == 0)
    #expect(samples["minicrm_mailbox_failing,mailbox=documents"] == 0)
    #expect(samples["minicrm_mailbox_waiting_mails,mailbox=laskut a\\b"] == 0)
    #expect(samples["minicrm_log_entries_total"] == 1)
    #expect(samples["minicrm_documents"] == 1)
    let written = try #require(samples["minicrm_status_timestamp_seconds"])
    #expect(abs(Date().timeIntervalSince1970 - written) < 600)
    // Collectors of text files read the older format.
    let older = try await Self.samples(in: run.output, by: "")
    #expect(older == samples)
  }

  @Test func `an installation that isn't well has its metrics, and exit code 2`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    try await minicrm.addCompany()
    let run = try await minicrm.run("status", "--openmetrics")
    #expect(run.code == 2)
    expectOneLine(run.errors, about: ["never read"])
    let samples = try await Self.samples(in: run.output, by: "openmetrics")
    #expect(samples["minicrm_healthy"] == 0)
    // A sample that isn't known is left out.
    #expect(!samples.keys.contains { $0.hasPrefix("minicrm_mailbox_waiting_mails") })
  }

  @Test func `metrics and JSON don't go together`() async throws {
    #expect(try await Minicrm().run("status", "--json", "--openmetrics").code == 64)
  }

  /// The samples by name and labels, as a parser of python3-prometheus-client finds them.
  private static func samples(in text: Data, by format: String) async throws -> [String: Double] {
    let script = """
      import json, sys
      from prometheus_client\(format.isEmpty ? "" : ".openmetrics").parser import \\
        text_string_to_metric_families as parse
      print(json.dumps({",".join([s.name] + [f"{k}={v}" for k, v in sorted(s.labels.items())]):
        s.value for family in parse(sys.stdin.read()) for s in family.samples}))
      """
    let run = try await Program.run(
      "/usr/bin/python3", ["-c", script], standardInput: text)
    guard run.succeeded else { throw TestKitError("\(run.errors)") }
    return try JSONDecoder().decode([String: Double].self, from: run.output)
  }
}
