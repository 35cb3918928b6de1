/// The release that this program is; the newest entry of `debian/changelog` is of the same.
enum ProgramVersion {
  static let current = "0.5.0"
}
