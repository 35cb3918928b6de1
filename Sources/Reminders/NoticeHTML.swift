/// A notice as HTML: one column that fits a telephone, in the reader's light or dark colours;
/// nothing is loaded from elsewhere.
enum NoticeHTML {
  private static let style = """
    body{margin:0;padding:16px;font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;\
    background:#fff;color:#1c1c1e}
    main{max-width:560px;margin:0 auto}
    section{border:1px solid #d0d0d5;border-left:4px solid #1565c0;border-radius:6px;\
    padding:12px 16px;margin:16px 0}
    h2{font-size:18px;line-height:1.35;margin:0 0 8px;white-space:pre-line;overflow-wrap:anywhere}
    dl{margin:0}
    dt{font-size:13px;color:#5f6368;margin-top:6px}
    dd{margin:0;overflow-wrap:anywhere}
    footer{font-size:13px;color:#5f6368}
    @media (prefers-color-scheme:dark){body{background:#121214;color:#e8e8ea}\
    section{border-color:#3a3a3e;border-left-color:#64b5f6}dt,footer{color:#a0a0a6}}
    """

  static func html(_ content: NoticeContent) -> String {
    let items = content.items.map { item in
      let facts = item.facts.map { fact in
        "<dt>\(escaped(fact.title))</dt>\n<dd>\(escaped(fact.value))</dd>"
      }
      return """
        <section>
        <h2>\(escaped(item.title))</h2>
        <dl>
        \(facts.joined(separator: "\n"))
        </dl>
        </section>
        """
    }
    return """
      <!DOCTYPE html>
      <html lang="\(content.words.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta name="color-scheme" content="light dark">
      <title>\(escaped(content.subject))</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <main>
      <p>\(escaped(content.greeting))</p>
      \(content.introduction.map { "<p>\(escaped($0))</p>" }.joined(separator: "\n"))
      \(items.joined(separator: "\n"))
      <footer>\(escaped(content.footer))</footer>
      </main>
      </body>
      </html>

      """
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
