import Foundation
import Records
import Testing

@testable import Application

@Suite struct JSONKeysTests {
  @Test(arguments: [
    (#"{}"#, nil), (#"{"a":1,"b":"a","c":"a"}"#, nil), (#"{"a":1, "b" : 2 ,"a":null}"#, "a"),
    (#"{"a":{"a":1,"b":[{"a":1},"a"]},"b":"x"}"#, nil), (#"{"a":[1,"b"],"b":2,"b":3}"#, "b"),
    (#"{"a":"\",\"a\":","b":1}"#, nil), (#"{"a":1,"\u0061":2}"#, "a"),
    (#"{"ä":1,"\u00e4":2}"#, "ä"), (#"{"a\\":1,"a":2,"a\\":3}"#, #"a\"#),
  ])
  func `a key that is there twice is found, however it is written`(
    object: String, key: String?
  ) throws {
    #expect(try JSONKeys.repeated(in: Data(object.utf8)) == key)
  }

  @Test func `lines with a key twice are refused`() {
    let line = #"{"kind":"payment","amount":"1.00","amount":"2.00"}"#
    #expect(throws: Refusal(.line(.repeatedKey("amount")))) { try LogLine(Data(line.utf8)) }
  }
}
