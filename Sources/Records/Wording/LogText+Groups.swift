/// Groups; each is named by its path.
extension LogText {
  package func groupAdded(_ path: String) -> String {
    switch language {
    case .finnish: "Lisättiin ryhmä \(Self.shortened(path))"
    case .swedish: "Gruppen \(Self.shortened(path)) lades till"
    case .english: "Added the group \(Self.shortened(path))"
    }
  }

  package func groupRenamed(from old: String, to new: String) -> String {
    let (old, new) = (Self.shortened(old), Self.shortened(new))
    return switch language {
    case .finnish: "Nimettiin ryhmä uudelleen: \(old) → \(new)"
    case .swedish: "Gruppen fick ett nytt namn: \(old) → \(new)"
    case .english: "Renamed the group: \(old) → \(new)"
    }
  }

  package func groupMoved(from old: String, to new: String) -> String {
    let (old, new) = (Self.shortened(old), Self.shortened(new))
    return switch language {
    case .finnish: "Siirrettiin ryhmä: \(old) → \(new)"
    case .swedish: "Gruppen flyttades: \(old) → \(new)"
    case .english: "Moved the group: \(old) → \(new)"
    }
  }
}
