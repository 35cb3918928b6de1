import Application
import Daemon
import Foundation
import Logging
import Platform
import Preview

/// The page images and texts of documents, as the pages show them: by whom they are made, and where
/// they are kept.
struct PagePreviews: Sendable {
  /// The waits of a part that nobody expects a sign of.
  private static let forever = Duration.seconds(366 * 86_400)

  let previews: Previews
  /// The directory of the previewer that this daemon runs; nil where one listens already.
  private let ownPlace: String?
  private let logger: Logger

  /// Blocks for a moment. Whatever is in the way of a cache, or of a previewer, is told in the log:
  /// the pages go on without.
  init(_ settings: WebSettings, storeDirectory: String, _ logger: Logger) {
    let theirs = PreviewClient(socket: settings.previewSocket)
    ownPlace = theirs.isListenedTo ? nil : Self.newPlace()
    let client = ownPlace.map { PreviewClient(socket: PreviewProcess.path(in: $0)) } ?? theirs
    previews = Previews(
      client, cache: Self.cache(settings, storeDirectory, logger), now: { Date() })
    self.logger = logger
    tellOfPrograms(settings)
  }

  /// The parts of the daemon that run beside the pages.
  var parts: [DaemonPart] {
    ownPlace.map { place in [DaemonPart("previewer") { try await run(in: place, $0) }] } ?? []
  }

  private static func newPlace() -> String {
    URL(fileURLWithPath: NSTemporaryDirectory())
      .appendingPathComponent("minicrm-preview-\(UUID().uuidString)").path
  }

  private static func cache(
    _ settings: WebSettings, _ storeDirectory: String, _ logger: Logger
  ) -> PreviewCache? {
    do throws(SystemError) {
      return try PreviewCache(
        in: PreviewCache.directory(inStore: storeDirectory), size: settings.previewCache)
    } catch {
      logger.error("page images are made anew each time: \(error)")
      return nil
    }
  }

  private func tellOfPrograms(_ settings: WebSettings) {
    let missing = PreviewPrograms.missing()
    if !missing.isEmpty { logger.warning("\(PreviewFact.programsMissing(missing).words.text)") }
    if ownPlace != nil {
      logger.notice("no previewer listens at \(settings.previewSocket): running one")
    }
  }

  /// Keeps a previewer running, as closed in as the kernel grants, until the task is cancelled.
  private func run(in place: String, _ report: PartReport) async throws {
    report.sign(waiting: Self.forever)
    await report.doing("showing files")
    defer { removePlace(place) }
    do {
      await tellOfProtections()
      let process = try PreviewProcess(
        Self.program, ["preview", "--descriptor", "3"], in: place, logger: logger)
      try await process.run()
    } catch let error as SystemError {
      logger.error("documents are shown without pages: \(error)")
    }
  }

  private func tellOfProtections() async {
    let tried = await BlockingWork.result("minicrm.protections") { try Protections.granted() }
    switch tried {
    case .success(.all): break
    case .success(let granted):
      let lacking = Protections.all.subtracting(granted)
      logger.warning("\(PreviewFact.open(lacking: lacking).words.text)")
    case .failure(let error): logger.warning("\(error)")
    }
  }

  private func removePlace(_ place: String) {
    do {
      try FileManager.default.removeItem(atPath: place)
    } catch CocoaError.fileNoSuchFile {
      // None was made.
    } catch {
      logger.warning("\(place) is left over: \(error)")
    }
  }

  /// This very program, wherever it was started from.
  private static var program: String {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
  }
}
