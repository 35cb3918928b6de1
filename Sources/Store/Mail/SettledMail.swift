import Records

/// One outcome of a mail as it stands in the store.
struct SettledMail {
  let id: MailID
  /// The outcome and the documents that were stored just now; nil when the mail's place on the
  /// server was settled before.
  var filed: (outcome: MailOutcome, documents: [DocumentID])?
}

extension Mail {
  /// The very mail that its row would give, of a mail that came from nowhere or from a place where
  /// none was before: `slug` is the company's, `folder` says what the place is called, `action`
  /// what is to be done there.
  init(
    _ id: MailID, of mail: IncomingMail, _ outcome: MailOutcome, _ documents: [DocumentID],
    slug: String?, in folder: FolderName?, action: MailboxAction?
  ) {
    self.init(
      id: id, folder: folder?.id, mailbox: folder?.mailbox,
      uidValidity: folder?.uidValidity, uid: folder == nil ? nil : mail.uid,
      company: outcome.company, companySlug: slug, verdict: outcome.verdict, reason: outcome.reason,
      messageID: mail.messageID, sender: mail.sender, subject: mail.subject, size: mail.size,
      receivedAt: mail.receivedAt.stored, documents: documents,
      confirmationCode: mail.confirmation(of: outcome)?.code,
      confirmationURL: mail.confirmation(of: outcome)?.url, headerUsed: outcome.headerUsed,
      action: action?.rawValue, actionState: action == nil ? nil : "waiting",
      waitsForCompany: mail.waits(as: outcome), isDiscarded: false,
      hasRaw: outcome.verdict.keepsRaw && mail.raw != nil, isFetched: mail.fetched)
  }
}
