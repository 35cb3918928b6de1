/// A name by which no one record can be told from others.
package enum NameFault: Sendable, Hashable {
  /// The ids of records that all have the name.
  case shared([Int64])
  /// The ids of records that the one to be added is like.
  case like([Int64])
}
