import { setImmediate as turn } from 'node:timers/promises'

/** Work of the main thread in parts; each `yield` lets others have their turn. */
export type Turns<A> = Generator<void, A, undefined>

/** Runs work in as many turns of the event loop as it has parts. */
export async function inTurns<A>(work: Turns<A>): Promise<A> {
  for (;;) {
    const part = work.next()
    if (part.done === true) return part.value
    await turn()
  }
}
