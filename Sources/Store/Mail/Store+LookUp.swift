import Records

extension Store {
  /// Answers the questions of a group of mails, in their order, as the store stands at one moment.
  package func lookUp(_ questions: [MailQuestion]) async throws(StoreError) -> [MailAnswer] {
    guard !questions.isEmpty else { return [] }
    return try await engine.read { transaction in
      var lookup = MailLookup(in: transaction)
      return try questions.map { try lookup.answer($0) }
    }
  }
}
