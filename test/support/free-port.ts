import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Ports below those that systems give to connections and to listeners on port 0, which other tests open meanwhile. */
const [FIRST, END] = [20_000, 32_000]

const isFree = async (port: number): Promise<boolean> => {
  const probe = createServer().listen(port, '127.0.0.1')
  const hasListened = await once(probe, 'listening').then(
    () => true,
    () => false,
  )
  if (hasListened) await once(probe.close(), 'close')
  return hasListened
}

/** A port that was free a moment ago and that no program gets without asking for it. */
export async function freePort(): Promise<number> {
  const port = randomInt(FIRST, END)
  return (await isFree(port)) ? port : freePort()
}
