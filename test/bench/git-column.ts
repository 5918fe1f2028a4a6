import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { scratchRepository } from '../support/scratch-repository.js'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { median, pause, timed, type Benchmark } from './harness.js'
import { benchClient } from './http-client.js'

const SESSIONS = 50
const ROUNDS = 60
const WARM_UP = 10
/** Faster than clients ask, slower than a burst: each answer is made anew now and then, as in daily life. */
const BETWEEN_MS = 100

export const gitColumn: Benchmark = {
  name: 'session list with git column, 50 sessions in 50 repositories',
  limit: 'the same list of 50 sessions in no repository',
  mustReach: '≤ 1.2×',
  run: async () => {
    const [column, plain] = [await startBenchHub(), await startBenchHub()]
    let repositories: ReadonlyArray<Place> = []
    try {
      repositories = await startSessions(column, async () => {
        const repository = await scratchRepository()
        await repository.controls.write('a', 'x\n')
        await repository.controls.commit('First')
        await repository.controls.write('a', 'y\n')
        return { folder: repository.root, close: repository.close }
      })
      await startSessions(plain, async (folder) => {
        await mkdir(folder, { recursive: true })
        return { folder, close: () => Promise.resolve() }
      })
      await untilListed(column, (listed) => listed.git !== null)
      await untilListed(plain, () => true)
      const [ours, bare] = [await clientOf(column), await clientOf(plain)]
      const took = { ours: new Array<number>(), bare: new Array<number>() }
      for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
        await pause(BETWEEN_MS)
        took.ours.push(await timed(ours.ask))
        await pause(BETWEEN_MS)
        took.bare.push(await timed(bare.ask))
      }
      ours.close()
      bare.close()
      const of = (times: ReadonlyArray<number>): number => median(times.slice(WARM_UP))
      return [{ what: 'median', ours: of(took.ours), limit: of(took.bare), unit: 'ms', bound: { atMost: 1.2 } }]
    } finally {
      for (const { close } of repositories) await close()
      await column.stop()
      await plain.stop()
    }
  },
}

interface Place {
  readonly folder: string
  readonly close: () => Promise<void>
}

async function startSessions(hub: BenchHub, make: (folder: string) => Promise<Place>): Promise<ReadonlyArray<Place>> {
  const places: Place[] = []
  for (let index = 1; index < SESSIONS; index += 1) {
    const place = await make(join(hub.folder, 'work', String(index)))
    places.push(place)
    await hub.tmux.run('new-session', '-d', '-s', `session-${index}`, '-c', place.folder, 'cat')
  }
  return places
}

const clientOf = ({ port, token }: BenchHub) =>
  benchClient({
    port,
    head: `GET /api/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    address: '127.0.0.1',
  })

/** All sessions are there, and all but the one that keeps tmux running look so. */
async function untilListed(
  { url, token }: BenchHub,
  looksRight: (listed: { readonly git: unknown }) => boolean,
): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/api/sessions`, { headers: { Authorization: `Bearer ${token}` } })
    const listed = (await response.json()) as ReadonlyArray<{ readonly git: unknown }>
    if (listed.length === SESSIONS && listed.filter(looksRight).length >= SESSIONS - 1) return
    await pause(300)
  }
}
