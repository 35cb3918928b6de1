import Records

/// The browser's languages, for whoever has not logged in (RFC 9110 §12.5.4).
enum AcceptedLanguage {
  /// The one of ours that is liked best; Finnish where none is.
  static func best(of header: String?) -> Language {
    var best: (language: Language, weight: Double)?
    for range in (header ?? "").split(separator: ",").prefix(50) {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      let primary = parts.first?.split(separator: "-").first?.lowercased()
      guard let primary, let language = Language(rawValue: primary) else { continue }
      let weight = weight(parts.dropFirst())
      if weight > best?.weight ?? 0 { best = (language, weight) }
    }
    return best?.language ?? .finnish
  }

  private static func weight(_ parameters: ArraySlice<String>) -> Double {
    guard let q = parameters.first(where: { $0.lowercased().hasPrefix("q=") }) else { return 1 }
    return Double(q.dropFirst(2)).map { min(max($0, 0), 1) } ?? 0
  }
}
