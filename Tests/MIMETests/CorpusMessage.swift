/// The other parser's reading of a mail, as far as it is compared.
struct CorpusMessage: Decodable {
  struct Leaf {
    enum Body {
      case bytes([UInt8])
      /// Already turned into text by the declared charset.
      case text(String)
    }

    let name: String?
    let body: Body
  }

  struct Part: Decodable {
    enum Body {
      case leaf(Leaf.Body)
      case multipart
      case message(CorpusMessage)
    }

    let name: String?
    let body: Body

    private enum Keys: String, CodingKey { case headers, body }
    private enum BodyKeys: String, CodingKey {
      case text = "Text"
      case html = "Html"
      case binary = "Binary"
      case inlineBinary = "InlineBinary"
      case multipart = "Multipart"
      case message = "Message"
    }

    init(from decoder: any Decoder) throws {
      let part = try decoder.container(keyedBy: Keys.self)
      let headers = try part.decode([Header].self, forKey: .headers)
      name = headers.lazy.compactMap(\.fileName).first
      let body = try part.nestedContainer(keyedBy: BodyKeys.self, forKey: .body)
      if let text = try body.decodeIfPresent(String.self, forKey: .text)
        ?? body.decodeIfPresent(String.self, forKey: .html)
      {
        self.body = .leaf(.text(text))
      } else if let bytes = try body.decodeIfPresent([UInt8].self, forKey: .binary)
        ?? body.decodeIfPresent([UInt8].self, forKey: .inlineBinary)
      {
        self.body = .leaf(.bytes(bytes))
      } else if let message = try body.decodeIfPresent(CorpusMessage.self, forKey: .message) {
        self.body = .message(message)
      } else {
        self.body = .multipart
      }
    }
  }

  let parts: [Part]

  /// The parts with content in document order, those of messages in the message included.
  var leaves: [Leaf] {
    parts.flatMap { part -> [Leaf] in
      switch part.body {
      case .leaf(let body): [Leaf(name: part.name, body: body)]
      case .multipart: []
      case .message(let message): message.leaves
      }
    }
  }

  /// A header field, of which only a file's name is looked at.
  private struct Header: Decodable {
    let fileName: String?

    private struct Value: Decodable {
      struct ContentType: Decodable {
        struct Attribute: Decodable { let name: String, value: String }
        let attributes: [Attribute]?
      }
      let ContentType: ContentType?
    }

    private enum Keys: String, CodingKey { case name, value }

    init(from decoder: any Decoder) throws {
      let header = try decoder.container(keyedBy: Keys.self)
      let attributes =
        (try? header.decode(Value.self, forKey: .value))?.ContentType?.attributes ?? []
      fileName = attributes.first { $0.name == "filename" || $0.name == "name" }?.value
    }
  }
}
