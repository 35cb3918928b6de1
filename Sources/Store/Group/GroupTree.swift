import GRDB

/// All groups of one company, and how they hang together.
struct GroupTree {
  /// So many names a path may have.
  static let deepest = 100
  static let sql = "SELECT id, parent, name, nameKey FROM groupNode WHERE company = ?"

  private let company: CompanyID
  private let nodes: [GroupID: Node]
  /// The siblings below each group, and the roots below nil, by name.
  private let children: [GroupID?: [Node]]

  init(of company: CompanyID, in database: Database) throws {
    self.company = company
    let rows = try Row.fetchAll(
      database.cachedStatement(sql: GroupTree.sql), arguments: [company.rawValue])
    let nodes = rows.map(Node.init(row:))
    self.nodes = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    children = Dictionary(grouping: nodes, by: \.parent)
      .mapValues { $0.sorted { $0.key < $1.key } }
  }

  /// Depth-first, siblings by name.
  var groups: [Group] {
    var groups: [Group] = []
    var waiting = (children[nil] ?? []).reversed().map { (node: $0, path: $0.name) }
    while let (node, path) = waiting.popLast() {
      groups.append(group(node, path: path))
      waiting += (children[node.id] ?? []).reversed().map { ($0, path + "/" + $0.name) }
    }
    return groups
  }

  func required(_ id: GroupID) throws(StoreError) -> Group {
    guard let node = nodes[id] else { throw StoreError.notFound(id.subject) }
    return group(node, path: path(of: id))
  }

  /// The group of that path, found without case.
  func required(path text: String) throws(StoreError) -> GroupID {
    var found: GroupID?
    for name in try GroupName.path(text) {
      guard let next = child(of: found, named: name) else {
        throw StoreError(
          kind: .notFound, subject: "group \(FieldRule.shown(text))", cause: "there is none",
          suggestion: "add it with minicrm group add")
      }
      found = next
    }
    guard let found else { throw StoreError.notFound("group \(FieldRule.shown(text))") }
    return found
  }

  /// The group after an edit that names it by its path.
  func applied(_ change: Edit<String?>, to old: GroupID?) throws(StoreError) -> GroupID? {
    switch change {
    case .keep: old
    case .set(let path): if let path { try required(path: path) } else { nil }
    }
  }

  func child(of parent: GroupID?, named name: GroupName) -> GroupID? {
    children[parent]?.first { $0.key == name.key }?.id
  }

  /// "" for an id that isn't of this tree.
  func path(of id: GroupID) -> String {
    lineage(of: id).map(\.name).joined(separator: "/")
  }

  /// How many names the path of that group has; 0 for the root.
  func level(of id: GroupID?) -> Int { id.map { lineage(of: $0).count } ?? 0 }

  /// A group with all that is below it, level by level.
  func subtree(of id: GroupID) -> [[GroupID]] {
    var levels: [[GroupID]] = []
    var level = [id]
    while !level.isEmpty {
      levels.append(level)
      level = level.flatMap { children[$0]?.map(\.id) ?? [] }
    }
    return levels
  }

  /// From the root down to the group.
  private func lineage(of id: GroupID) -> [Node] {
    var lineage: [Node] = []
    var next = nodes[id]
    while let node = next {
      lineage.append(node)
      next = node.parent.flatMap { nodes[$0] }
    }
    return lineage.reversed()
  }

  private func group(_ node: Node, path: String) -> Group {
    Group(id: node.id, company: company, parent: node.parent, name: node.name, path: path)
  }
}

private struct Node {
  let id: GroupID
  let parent: GroupID?
  let name: String
  let key: String

  init(row: Row) {
    id = GroupID(rawValue: row["id"])
    parent = row.id("parent")
    name = row["name"]
    key = row["nameKey"]
  }
}
