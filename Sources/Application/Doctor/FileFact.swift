import Platform

/// A fact about the settings' file, or about one that a secret is in.
package enum FileFact: Sendable {
  case settingsRead(path: String)
  /// Without settings nothing else can be checked.
  case settingsWrong(any Error)
  case settingsUnseen(path: String)
  case settingsOpen(FileState)
  case settingsSafe(FileState)
  case noSecrets
  case secretUnreadable(any Error)
  /// The place of a secret that isn't a file of its own, in words.
  case secretElsewhere(String)
  case secretReadableByAll(FileState)
  case secretWritableByGroup(FileState)
  case secretSafe(FileState)
}
