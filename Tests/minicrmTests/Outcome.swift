import TestKit

/// Everything that a run leaves behind and another run of the same mails has to leave, too. Ids
/// and instants are left out: they tell when, not what.
struct Outcome: Equatable {
  var documents: [String] = []
  var log: [String] = []
  var mails: [String] = []
  var inbox: [String]
  var processed: [String]
  var rejected: [String]
  var integrity: String
  var verifiedLogs: Int

  /// Reads the outcome of a store with these companies and its mailbox.
  init(of minicrm: Minicrm, companies: [String], dovecot: Dovecot) async throws {
    var verified = 0
    for company in companies {
      let documents = try await minicrm.documents(of: company)
      let names = Dictionary(uniqueKeysWithValues: documents.map { ($0.id, $0.fileName) })
      self.documents += documents.map { document in
        let original = document.duplicateOf == nil ? "first" : "again"
        return "\(company) \(document.fileName) \(document.size) \(document.sha256) \(original)"
      }
      log += try await minicrm.log(of: company).map { entry in
        "\(company) \(entry.kind) \(entry.document.flatMap { names[$0] } ?? "-")"
      }
      verified += try await minicrm.run("log", "verify", "--company", company).succeeded ? 1 : 0
    }
    mails = try await minicrm.mails().map { mail in
      "\(mail.company ?? "-") \(mail.subject ?? "-") \(mail.verdict) \(mail.documents.count)"
    }
    verifiedLogs = verified
    integrity = try await minicrm.integrityCheck()
    inbox = try dovecot.subjects()
    processed = try dovecot.subjects(in: "Processed")
    rejected = try dovecot.subjects(in: "Rejected")
    documents.sort()
    log.sort()
    mails.sort()
  }
}
