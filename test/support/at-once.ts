/** Works through a list, some at a time, in its order; rejects with the first fault, and starts nothing after it. */
export async function atOnce<A>(count: number, list: ReadonlyArray<A>, work: (one: A) => Promise<void>): Promise<void> {
  const next = list.values()
  let hasFailed = false
  const failed = (error: unknown): never => {
    hasFailed = true
    throw error
  }
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (const one of next) {
        if (hasFailed) return
        await work(one).catch(failed)
      }
    }),
  )
}
