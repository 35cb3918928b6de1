/// Asks `condition` again and again, with short pauses that grow to 20 ms, until it is true or
/// `limit` has passed. Returns whether it became true.
package func eventually(
  within limit: Duration = .seconds(120), _ condition: () async throws -> Bool
) async throws -> Bool {
  let deadline = ContinuousClock.now + limit
  var pause = Duration.milliseconds(1)
  while true {
    if try await condition() { return true }
    if ContinuousClock.now >= deadline { return false }
    try await Task.sleep(for: pause)
    pause = min(pause * 2, .milliseconds(20))
  }
}
