import Records

extension Edit {
  /// The same edit, of a reference to the id.
  func reference<ID>() -> Edit<Reference<ID>?> where Value == ID? {
    if case .set(let id) = self { .set(id.map(Reference.id)) } else { .keep }
  }
}
