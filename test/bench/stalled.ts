import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { pause, type Benchmark } from './harness.js'
import { hubViewer, type SocketViewer } from './viewers.js'

const VIEWERS = 20
const WATCHED_MS = 60_000
const WARM_UP_MS = 5_000
const LOOK_EVERY_MS = 1_000
/** Paints every cell in another colour: what tmux cannot leave out while its client reads. */
const FLOOD = 'while true; do cat paint; done'
const MIB = 1024 * 1024

export const stalled: Benchmark = {
  name: '20 stalled viewers of flooding sessions, 60 s: growth of resident memory',
  limit: '1 MiB each',
  mustReach: '≤ 1.5×',
  run: async () => {
    const hub = await startBenchHub()
    try {
      await writeFile(join(hub.folder, 'paint'), painting())
      // What a flood to a viewer who does read costs, once, is not what stalling costs.
      await hub.start('warm-up', FLOOD)
      const reader = hubViewer(hub, 'warm-up')
      await reader.attached
      await pause(WARM_UP_MS)
      await reader.close()
      await hub.tmux.run('kill-session', '-t', '=warm-up')
      const before = await hub.residentBytes()

      const viewers = new Map<string, SocketViewer>()
      const stall = async (session: string): Promise<void> => {
        const viewer = hubViewer(hub, session)
        viewers.set(session, viewer)
        await viewer.attached
        viewer.stall()
        // Who is dropped comes back and stalls again: twenty are stalled at any time.
        viewer.closed.then(() => (isOver ? undefined : stall(session))).catch(() => undefined)
      }
      let isOver = false
      for (let viewer = 0; viewer < VIEWERS; viewer += 1) {
        const session = `flood-${viewer}`
        await hub.start(session, FLOOD)
        await stall(session)
      }
      let most = 0
      let full = 0
      for (const end = Date.now() + WATCHED_MS; Date.now() < end;) {
        await pause(LOOK_EVERY_MS)
        // Who does not read learns only by writing that he was dropped.
        for (const { type } of viewers.values()) type('')
        most = Math.max(most, await hub.residentBytes())
        full = Math.max(full, await fullViewers(hub))
      }
      isOver = true
      return [
        {
          what: `most in 60 s, ${full} of ${VIEWERS} up to the brim`,
          ours: (most - before) / MIB,
          limit: VIEWERS,
          unit: 'MiB',
          bound: { atMost: 1.5 },
        },
      ]
    } finally {
      await hub.stop()
    }
  },
}

/** tmux counts what it left out for a client that does not read. */
async function fullViewers(hub: BenchHub): Promise<number> {
  const discarded = await hub.tmux.run('list-clients', '-F', '#{client_discarded}')
  return discarded.split('\n').filter((bytes) => Number(bytes) > 0).length
}

/** Some megabytes, so that a loop over it starts few processes. */
function painting(): string {
  const cell = (index: number): string => `\x1b[38;5;${(index * 7) % 256}m${String.fromCharCode(33 + (index % 90))}`
  const screen = (first: number): string =>
    `\x1b[H${Array.from({ length: 120 * 38 }, (_, index) => cell(first + index)).join('')}`
  return Array.from({ length: 60 }, (_, index) => screen(index)).join('')
}
