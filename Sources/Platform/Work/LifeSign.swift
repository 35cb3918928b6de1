/// Tells whoever watches over the process that a wait of at most so long begins; zero when
/// something has just arrived. Called often, from any thread; it must not block.
package typealias LifeSign = @Sendable (Duration) -> Void
