import Records

/// The company's hierarchy of groups. What hangs on a group names it by its id, and so keeps
/// hanging there when the group is renamed or moved.
extension CompanyScope {
  /// Depth-first, siblings by name.
  package func groups(
    page: ListPage<GroupID> = ListPage()
  ) async throws(StoreError) -> [Group] {
    let id = id
    return try await engine.read { try GroupTree(of: id, in: $0).groups(page) }
  }
}
