import Foundation
import Records

@testable import Store

extension RecordsModel {
  mutating func addGroup(path: String, by actor: PersonID?) throws -> Group {
    var parent: GroupID?
    for name in try Self.names(path) {
      if let known = group(named: name, below: parent) {
        parent = known
      } else {
        let id: GroupID = newID()
        groups[id] = Node(name: name, parent: parent)
        parent = id
        try note(Entry(kind: .groupAdded), by: actor)
      }
    }
    guard let parent else { throw ModelRefusal() }
    return try row(of: parent)
  }

  mutating func rename(_ id: GroupID, to name: String, by actor: PersonID?) throws -> Group {
    let names = try Self.names(name)
    guard let node = groups[id], names.count == 1 else { throw ModelRefusal() }
    if let other = group(named: names[0], below: node.parent), other != id { throw ModelRefusal() }
    if node.name == names[0] { return try row(of: id) }
    groups[id]?.name = names[0]
    try note(Entry(kind: .groupRenamed), by: actor)
    return try row(of: id)
  }

  mutating func move(_ id: GroupID, below parent: GroupID?, by actor: PersonID?) throws -> Group {
    guard let node = groups[id] else { throw ModelRefusal() }
    if node.parent == parent { return try row(of: id) }
    if let parent, groups[parent] == nil || subtree(of: id).contains(parent) {
      throw ModelRefusal()
    }
    if group(named: node.name, below: parent) != nil { throw ModelRefusal() }
    groups[id]?.parent = parent
    try note(Entry(kind: .groupMoved), by: actor)
    return try row(of: id)
  }

  /// Nothing may hang on the group.
  mutating func remove(_ id: GroupID, by actor: PersonID?) throws -> Group {
    let old = try row(of: id)
    let isUsed =
      groups.values.contains { $0.parent == id } || tasks.values.contains { $0.group == id }
      || documents.values.contains { $0.group == id }
    if isUsed { throw ModelRefusal() }
    groups[id] = nil
    try note(Entry(kind: .groupRemoved), by: actor)
    return old
  }

  /// Found without case, by the path or by a last name that no other group has.
  func group(path: String) throws -> GroupID {
    let names = try Self.names(path)
    var parent: GroupID?
    for (index, name) in names.enumerated() {
      guard let next = group(named: name, below: parent) else { break }
      if index == names.count - 1 { return next }
      parent = next
    }
    let same = groups.filter { $0.value.name.lowercased() == names[0].lowercased() }.keys
    guard names.count == 1, let only = same.first, same.count == 1 else { throw ModelRefusal() }
    return only
  }

  func path(of id: GroupID) -> String {
    guard let node = groups[id] else { return "" }
    return node.parent.map { path(of: $0) + "/" + node.name } ?? node.name
  }

  /// The group and all below it.
  func subtree(of id: GroupID) -> Set<GroupID> {
    groups.filter { $0.value.parent == id }.keys
      .reduce(into: [id]) { $0.formUnion(subtree(of: $1)) }
  }

  /// Depth-first, siblings by name.
  var groupRows: [Group] { rows(below: nil) }

  private func rows(below parent: GroupID?) -> [Group] {
    groups.filter { $0.value.parent == parent }
      .sorted { SortKey($0.value.name) < SortKey($1.value.name) }
      .compactMap { id, _ in try? row(of: id) }
      .flatMap { [$0] + rows(below: $0.id) }
  }

  private func row(of id: GroupID) throws -> Group {
    guard let node = groups[id] else { throw ModelRefusal() }
    return Group(
      id: id, company: company, companySlug: slug, parent: node.parent, name: node.name,
      path: path(of: id))
  }

  private func group(named name: String, below parent: GroupID?) -> GroupID? {
    groups.first { $0.value.parent == parent && $0.value.name.lowercased() == name.lowercased() }?
      .key
  }

  private static func names(_ path: String) throws -> [String] {
    try path.split(separator: "/", omittingEmptySubsequences: false).map {
      try trimmedName(String($0))
    }
  }
}
