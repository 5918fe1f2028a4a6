import type { FakeHub } from './fake-hub.js'

const STEP_MS = 100

/** Lets the time of a hub pass until the work is over. */
export async function passing<A>({ clock }: FakeHub, work: Promise<A>): Promise<A> {
  const timer = setInterval(() => {
    clock.advance(STEP_MS)
  }, 5)
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}
