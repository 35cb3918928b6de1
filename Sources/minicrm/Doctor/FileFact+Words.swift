import Application
import Platform

extension FileFact {
  var words: FindingWords {
    switch self {
    case .settingsRead(let path): FindingWords(path)
    case .settingsWrong(let error):
      FindingWords("\(error)", "nothing else can be checked before")
    case .settingsUnseen(let path): FindingWords("\(path) can't be looked at")
    case .settingsOpen(let file):
      FindingWords(
        "others may write \(file.path) (mode \(file.octalMode))", "chmod go-w \(file.path)")
    case .settingsSafe(let file): FindingWords("mode \(file.octalMode)")
    case .noSecrets: FindingWords("the settings name none")
    case .secretUnreadable(let error): FindingWords("\(error)")
    case .secretElsewhere(let place): FindingWords("\(place) can be read")
    case .secretReadableByAll(let file):
      FindingWords(
        "everybody may read \(file.path) (mode \(file.octalMode))", "chmod o-rwx \(file.path)")
    case .secretWritableByGroup(let file):
      FindingWords(
        "a group may write \(file.path) (mode \(file.octalMode))", "chmod g-w \(file.path)")
    case .secretSafe(let file): FindingWords("\(file.path), mode \(file.octalMode)")
    }
  }
}
