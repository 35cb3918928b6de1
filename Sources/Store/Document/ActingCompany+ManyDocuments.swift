import Records

/// Moves of many documents.
extension ActingCompany {
  /// Moves documents, all or none; those that are there already stay and are not logged.
  package func move(
    _ documents: [DocumentID], _ move: DocumentMove
  ) async throws(StoreError) -> [Document] {
    try StoreError.refusing(ManyRecords.check(documents.count))
    return try await change { change in
      let writing = DocumentWriting(change: change)
      return try documents.map { try writing.move($0, move) }
    }
  }

  /// Moves all documents that a query finds, a batch a transaction: all that it found at first.
  package func move(
    matching query: DocumentQuery, _ move: DocumentMove
  ) async throws(StoreError) -> [Document] {
    let id = id
    let found = try await scope.engine.read { transaction in
      let list = try query.list(of: id, ListPage(), in: transaction)
      return try list.rows(in: transaction, where: query.fits) { $0["id"] as DocumentID }
    }
    var moved: [Document] = []
    for start in stride(from: 0, to: found.count, by: ManyRecords.most) {
      let batch = found[start..<min(start + ManyRecords.most, found.count)]
      moved += try await change { change in
        let writing = DocumentWriting(change: change)
        // Others may have removed one meanwhile.
        return try batch.filter {
          try Document.find($0, of: change.company, in: change.transaction) != nil
        }.map { try writing.move($0, move) }
      }
    }
    return moved
  }

  /// Puts away all documents that a query finds and that aren't yet.
  package func archive(matching query: DocumentQuery) async throws(StoreError) -> [Document] {
    var query = query
    query.leavesArchivedOut = true
    return try await move(matching: query, .archive)
  }
}

extension DocumentWriting {
  fileprivate func move(_ id: DocumentID, _ move: DocumentMove) throws -> Document {
    switch move {
    case .assign(let party): try assign(id, party)
    case .archive: try archive(id)
    case .return: try `return`(id)
    case .restore: try restore(id)
    }
  }
}
