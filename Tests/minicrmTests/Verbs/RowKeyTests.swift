import Foundation
import TestKit
import Testing

/// The keys of every kind of row that `--json` prints: programs rely on them.
@Suite struct RowKeyTests {
  private static let mail = """
    id mailbox uidValidity uid company verdict reasonCode reason messageID sender subject size \
    receivedAt documents confirmationCode confirmationURL
    """

  /// The question, the keys, and the way to a row that is inside of another.
  private static func rows(
    of records: CompanyRecords
  ) -> [(arguments: [String], keys: String, inside: String?)] {
    [
      (
        ["company", "show", "acme"],
        """
        id slug name businessID language timeZone address reminderDays reminderAt active lastMail
        """, nil
      ),
      (
        ["company", "edit", "acme"],
        "id slug name businessID language timeZone address reminderDays reminderAt active", nil
      ),
      (["company", "address", "acme"], "address", nil),
      (
        ["person", "list", "--company", "acme"],
        "id company name email role language reminderDays reminderAt removed", nil
      ),
      (
        ["customer", "show", records.customer],
        """
        id company name businessID email phone street postalCode city country notes archived \
        externalID mergedInto counts latest
        """, nil
      ),
      (
        ["customer", "add", "--company", "acme", "--name", "Uusi"],
        """
        id company name businessID email phone street postalCode city country notes archived \
        externalID mergedInto similar
        """, nil
      ),
      (["customer", "show", records.customer], "contacts documents tasks", "counts"),
      (
        ["contact", "show", records.contact],
        "id company customer name role email phone notes removed externalID mergedInto", nil
      ),
      (["group", "list", "--company", "acme"], "id company path", nil),
      (
        ["document", "show", records.document],
        """
        id company state fileName title mediaType declaredMediaType size sha256 customer contact \
        group date notes keepUntil externalID receivedAt mail duplicateOf sender subject
        """, nil
      ),
      (
        ["task", "show", records.task],
        "id company person description date state group customer contact every remind externalID",
        nil
      ),
      (["mail", "list", "--company", "acme"], mail, nil),
      (["mail", "show", records.filedMail], mail + " headerUsed action", nil),
      (["mail", "explain", records.filedMail], mail + " headerUsed action parts", nil),
      (
        ["mail", "explain", records.filedMail],
        "path mediaType fileName size verdict reasonCode reason document", "parts"
      ),
      (["log", "search", "--company", "acme"], "entries next", nil),
      (
        ["log", "search", "--company", "acme"],
        """
        id at kind customer contact person document task amount currency reference text \
        externalID corrects correctedBy recordedAt
        """, "entries"
      ),
      (
        ["log", "show", records.entry, "--company", "acme"],
        """
        id at kind customer contact person document task amount currency reference text \
        externalID corrects correctedBy recordedAt
        """, nil
      ),
      (
        ["log", "verify", "--company", "acme"], "company whole entries head firstFault", nil
      ),
      (
        ["reminder", "list", "--company", "acme"],
        "id task person moment kind state attempts messageID reply", nil
      ),
      (
        ["reminder", "plan", "--company", "acme", "--days", "60"],
        "moment localTime person tasks reason", nil
      ),
      (["status"], "healthy mailboxes mails reminders store", nil),
      (["status"], "documents bytes", "store"),
    ]
  }

  @Test func `rows have the keys that were promised`() async throws {
    let installation = try await PreparedInstallation()
    let minicrm = try await installation.copy()
    // The prepared tasks are too far away to be planned for.
    let soon = Date(timeIntervalSinceNow: 30 * 86_400).formatted(.iso8601.year().month().day())
    try await minicrm.mustRun([
      "task", "add", "--company", "acme", "--person", installation.acme.email, "--description",
      "pian", "--date", soon,
    ])
    for (arguments, keys, inside) in Self.rows(of: installation.acme) {
      let answer = try await minicrm.mustRun(arguments + ["--json"])
      var value = try JSONSerialization.jsonObject(with: answer)
      if let inside { value = try #require((value as? [String: Any])?[inside]) }
      if let rows = value as? [Any] { value = try #require(rows.first, "\(arguments)") }
      let row = try #require(value as? [String: Any], "\(arguments)")
      #expect(
        row.keys.sorted() == keys.split(separator: " ").map(String.init).sorted(),
        "\(arguments)")
    }
  }
}
