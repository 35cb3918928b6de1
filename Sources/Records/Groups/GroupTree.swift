/// All groups of one company, and how they hang together.
package struct GroupTree {
  /// So many names a path may have.
  package static let deepest = 100

  private let company: CompanyID
  private let companySlug: String
  private let nodes: [GroupID: GroupNode]
  /// The siblings below each group, and the roots below nil, by name.
  private let children: [GroupID?: [GroupNode]]

  package init(of company: CompanyID, slug: String, _ nodes: [GroupNode]) {
    (self.company, companySlug) = (company, slug)
    self.nodes = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    children = Dictionary(grouping: nodes, by: \.parent)
      .mapValues { siblings in
        siblings.map { (key: SortKey($0.name), node: $0) }.sorted { $0.key < $1.key }.map(\.node)
      }
  }

  /// Depth-first, siblings by name.
  package var groups: [Group] {
    var groups: [Group] = []
    var waiting = (children[nil] ?? []).reversed().map { (node: $0, path: $0.name) }
    while let (node, path) = waiting.popLast() {
      groups.append(group(node, path: path))
      waiting += (children[node.id] ?? []).reversed().map { ($0, path + "/" + $0.name) }
    }
    return groups
  }

  /// Gives the groups of a page. Refuses a page after a group that isn't of this tree.
  package func groups(_ page: ListPage<GroupID>) throws(Refusal) -> [Group] {
    try page.cut(groups, by: \.id) { .notFound($0) }
  }

  package func required(_ id: GroupID) throws(Refusal) -> Group {
    guard let node = nodes[id] else { throw .notFound(id) }
    return group(node, path: path(of: id))
  }

  /// The group that people name by its id, its path, or the last name of its path where no other
  /// group has the same; names are compared without case.
  package func required(named text: String) throws(Refusal) -> GroupID {
    if let id = Int64(FieldRule.trimmed(text)).map(GroupID.init(rawValue:)), nodes[id] != nil {
      return id
    }
    let names = try GroupName.path(text, .group)
    if let id = find(names) { return id }
    guard names.count == 1, let last = names.last else {
      throw Refusal(.group, text, .absent(.unknown))
    }
    let found = nodes.values.filter { $0.key == last.key }.map(\.id)
    guard let one = found.first else { throw Refusal(.group, text, .absent(.unknown)) }
    guard found.count == 1 else {
      throw Refusal(.group, text, .taken(.byGroups(found.map(path(of:)).sorted())))
    }
    return one
  }

  private func find(_ path: [GroupName]) -> GroupID? {
    var found: GroupID?
    for name in path {
      guard let next = child(of: found, named: name) else { return nil }
      found = next
    }
    return found
  }

  /// The group after an edit that names it as `required(named:)` takes it.
  package func applied(_ change: Edit<String?>, to old: GroupID?) throws(Refusal) -> GroupID? {
    switch change {
    case .keep: old
    case .set(let name): if let name { try required(named: name) } else { nil }
    }
  }

  /// The years that documents of a group are kept: its own, else those of the nearest group above
  /// that has any; nil for none.
  package func keepYears(of id: GroupID) -> Int? {
    lineage(of: id).last { $0.keepYears != nil }?.keepYears
  }

  package func child(of parent: GroupID?, named name: GroupName) -> GroupID? {
    children[parent]?.first { $0.key == name.key }?.id
  }

  /// "" for an id that isn't of this tree.
  package func path(of id: GroupID) -> String {
    lineage(of: id).map(\.name).joined(separator: "/")
  }

  /// The number of names in the path of that group; 0 for the root.
  package func level(of id: GroupID?) -> Int { id.map { lineage(of: $0).count } ?? 0 }

  /// A group with all that is below it, level by level.
  package func subtree(of id: GroupID) -> [[GroupID]] {
    var levels: [[GroupID]] = []
    var level = [id]
    while !level.isEmpty {
      levels.append(level)
      level = level.flatMap { children[$0]?.map(\.id) ?? [] }
    }
    return levels
  }

  /// From the root down to the group.
  private func lineage(of id: GroupID) -> [GroupNode] {
    var lineage: [GroupNode] = []
    var next = nodes[id]
    while let node = next {
      lineage.append(node)
      next = node.parent.flatMap { nodes[$0] }
    }
    return lineage.reversed()
  }

  private func group(_ node: GroupNode, path: String) -> Group {
    Group(
      id: node.id, company: company, companySlug: companySlug, parent: node.parent,
      name: node.name, path: path, keepYears: node.keepYears)
  }
}
