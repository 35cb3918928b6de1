import Testing

@testable import Platform

@Suite struct ZoneTests {
  @Test(arguments: ["Europe/Helsinki", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+3"])
  func `a name of a zone is kept as it is`(name: String) {
    #expect(Zone(name)?.name == name)
  }

  @Test(arguments: [
    "", "/", "../passwd", "Europe/../../etc/passwd", "/etc/passwd", "Europe//Helsinki",
    "right/Europe/Helsinki", "a/b/c/d/e", "Europe/Helsinki\n", "Europe/Helsinki\0", "3",
    "Eurooppa/Äänekoski", String(repeating: "a", count: 41),
  ])
  func `a text that leads elsewhere is no name of a zone`(text: String) {
    #expect(Zone(text) == nil)
  }
}
