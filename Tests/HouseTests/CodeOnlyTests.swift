import Testing

@Suite struct CodeOnlyTests {
  @Test(arguments: [
    ("let a = 1 // public", "let a = 1 "),
    ("/* public\npublic */ x", "\n x"),
    (#"f("public \" // x", y)"#, "f(, y)"),
    ("f(#\"a \" b\"#, y)", "f(, y)"),
    ("a = \"\"\"\n  public \"x\"\n  \"\"\"\nb", "a = \n\n\nb"),
    ("let slash = a / b", "let slash = a / b"),
  ])
  func `comments and strings are no code`(source: String, code: String) {
    #expect(CodeOnly.lines(of: source).joined(separator: "\n") == code)
  }

  @Test(arguments: [
    ("import GRDB", "GRDB"), ("@testable import Store", "Store"),
    ("package import struct MIME.ByteRange", "MIME"), ("  import Glibc", "Glibc"),
    ("@preconcurrency import CCurl", "CCurl"),
  ])
  func `an import is recognised however it is written`(line: String, module: String) {
    #expect(SourceFile(path: "Sources/X/Y.swift", text: line).imports == [module])
  }
}
