import MailTransport
import Platform
import Store

/// Waits until blobs are on the disk, on a queue of its own: neither what is read nor what is
/// committed meanwhile waits with it.
actor BlobSync {
  private let executor = QueueExecutor(label: "minicrm.sync")

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  func makeDurable(_ blobs: WrittenBlobs) throws {
    try blobs.makeDurable()
  }
}
