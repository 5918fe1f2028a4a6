/** Value, at once or later. */
export type Eventually<A> = A | Promise<A>

/** Scene of a suite: an adapter, and controls of the tool behind it. */
export interface Harness {
  /** Removes everything that the scene made. */
  readonly close: () => Promise<void>
}

/** Scene of a store. */
export interface StoreHarness<Store> extends Harness {
  /** Adapter under test. */
  readonly store: Store
  /** The store as the next run of the hub opens it. */
  readonly reopen: () => Promise<Store>
}
