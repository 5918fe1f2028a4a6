const TRY_EVERY_MS = 5
/** Far beyond what a busy machine needs: only a test that fails waits so long. */
const DEADLINE_MS = 20_000
let patienceMs = DEADLINE_MS

/** Runs work whose checks are expected to fail: they give up after `deadlineMs`. */
export async function impatiently<A>(deadlineMs: number, work: () => Promise<A>): Promise<A> {
  patienceMs = deadlineMs
  try {
    return await work()
  } finally {
    patienceMs = DEADLINE_MS
  }
}

/** Tries until `check` throws no more; fails with its last complaint after the deadline. */
export async function eventually(
  check: () => void | Promise<void>,
  deadlineMs = patienceMs,
  everyMs = TRY_EVERY_MS,
): Promise<void> {
  const end = Date.now() + deadlineMs
  for (;;) {
    try {
      await check()
      return
    } catch (error) {
      if (Date.now() > end) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
