import Foundation

/// Chromium without a window, driven by chromedriver (W3C WebDriver): a process each, on a port
/// that chromedriver picks, with a profile of its own.
package final class WebDriver: Sendable {
  /// A command that chromedriver refused.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  private static let element = "element-6066-11e4-a52e-4f735466cecf"

  private let process: ChildProcess
  private let directory: TemporaryDirectory
  private let session: String

  /// `width` and `height` are of the page, in CSS pixels.
  package init(
    width: Int = 1_280, height: Int = 900, language: String = "fi", runsScripts: Bool = true
  ) async throws {
    directory = try TemporaryDirectory(named: "browser")
    process = try ChildProcess("chromedriver", ["--port=0", "--allowed-ips=127.0.0.1"])
    let started = /started successfully on port ([0-9]+)/
    let process = process
    let isUp = try await eventually {
      process.hasEnded || process.standardOutput.contains(started)
    }
    guard isUp, let port = process.standardOutput.firstMatch(of: started)?.1 else {
      throw TestKitError("chromedriver: \(process.standardOutput) \(process.standardError)")
    }
    let server = "http://127.0.0.1:\(port)"
    var preferences: [String: Any] = ["intl.accept_languages": language]
    if !runsScripts { preferences["profile.managed_default_content_settings.javascript"] = 2 }
    let options: [String: Any] = [
      "args": [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--hide-scrollbars", "--window-size=\(width),\(height)", "--lang=\(language)",
        "--user-data-dir=\(directory.path)",
      ], "prefs": preferences,
    ]
    let capabilities = [
      "capabilities": [
        "alwaysMatch": ["browserName": "chrome", "goog:chromeOptions": options]
      ]
    ]
    let answer = try await Self.ask("POST", "\(server)/session", capabilities)
    guard let value = answer as? [String: Any], let id = value["sessionId"] as? String else {
      throw TestKitError("no session of chromedriver: \(answer)")
    }
    session = "\(server)/session/\(id)"
    _ = try await command("POST", "window/rect", ["width": width, "height": height])
  }

  /// Ends the browser and its driver.
  package func end() async {
    _ = try? await Self.ask("DELETE", session, nil)
    process.signal(SIGTERM)
    _ = try? await process.end()
    directory.remove()
  }

  /// Gives a browser to `body` and ends it then.
  package static func with<Value>(
    width: Int = 1_280, language: String = "fi", runsScripts: Bool = true,
    _ body: (WebDriver) async throws -> Value
  ) async throws -> Value {
    let browser = try await WebDriver(width: width, language: language, runsScripts: runsScripts)
    do {
      let value = try await body(browser)
      await browser.end()
      return value
    } catch {
      await browser.end()
      throw error
    }
  }

  package func go(_ address: String) async throws {
    _ = try await command("POST", "url", ["url": address])
  }

  package var address: String {
    get async throws { try await command("GET", "url", nil) as? String ?? "" }
  }

  /// The whole page as it stands.
  package var source: String {
    get async throws { try await command("GET", "source", nil) as? String ?? "" }
  }

  /// Runs a script and gives the value that it returns, as JSON has it.
  @discardableResult
  package func run(_ script: String) async throws -> Any? {
    let value = try await command("POST", "execute/sync", ["script": script, "args": [Any]()])
    return value is NSNull ? nil : value
  }

  /// Runs a script that calls its last argument with a value, once that is known.
  package func wait(_ script: String) async throws -> Any? {
    try await command("POST", "execute/async", ["script": script, "args": [Any]()])
  }

  package func has(_ selector: String) async throws -> Bool {
    let body = ["using": "css selector", "value": selector]
    let found = try await command("POST", "elements", body) as? [Any]
    return !(found ?? []).isEmpty
  }

  package func click(_ selector: String) async throws {
    _ = try await command("POST", "element/\(find(selector))/click", [String: Any]())
  }

  /// Types into the element, behind what stands there. `\u{E007}` is Enter.
  package func type(_ text: String, into selector: String) async throws {
    _ = try await command("POST", "element/\(find(selector))/value", ["text": text])
  }

  package func clear(_ selector: String) async throws {
    _ = try await command("POST", "element/\(find(selector))/clear", [String: Any]())
  }

  /// Types wherever the focus is.
  package func press(_ keys: String) async throws {
    let actions = keys.flatMap { key -> [[String: String]] in
      [
        ["type": "keyDown", "value": String(key)], ["type": "keyUp", "value": String(key)],
      ]
    }
    let body: [String: Any] = [
      "actions": [["type": "key", "id": "keyboard", "actions": actions]]
    ]
    _ = try await command("POST", "actions", body)
  }

  /// A picture of the window, as PNG.
  package func picture() async throws -> Data {
    let text = try await command("GET", "screenshot", nil) as? String ?? ""
    return Data(base64Encoded: text) ?? Data()
  }

  private func find(_ selector: String) async throws -> String {
    let body = ["using": "css selector", "value": selector]
    guard let found = try await command("POST", "element", body) as? [String: Any],
      let id = found[Self.element] as? String
    else { throw Failure(description: "no \(selector)") }
    return id
  }

  private func command(_ method: String, _ path: String, _ body: [String: Any]?) async throws -> Any
  {
    try await Self.ask(method, "\(session)/\(path)", body)
  }

  private static func ask(_ method: String, _ url: String, _ body: [String: Any]?) async throws
    -> Any
  {
    var arguments = ["-sS", "-X", method, "-H", "Content-Type: application/json", url]
    let file = try TemporaryDirectory(named: "command")
    defer { file.remove() }
    if let body {
      let bytes = try JSONSerialization.data(withJSONObject: body)
      try bytes.write(to: URL(fileURLWithPath: file.path("body.json")))
      arguments += ["--data-binary", "@\(file.path("body.json"))"]
    }
    let answer = try await Program.mustRun("curl", arguments)
    let json = try JSONSerialization.jsonObject(with: Data(answer.utf8), options: .fragmentsAllowed)
    guard let value = (json as? [String: Any])?["value"] else {
      throw Failure(description: "no answer to \(method) \(url)")
    }
    if let fault = value as? [String: Any], let error = fault["error"] as? String {
      throw Failure(description: "\(error): \(fault["message"] ?? "")")
    }
    return value
  }
}
