import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'
import { residentBytes, startBenchHub, type BenchHub } from './bench-hub.js'
import { median, pause, quantile, timed, type Benchmark } from './harness.js'

const PROBE = fileURLToPath(new URL('loop-probe.js', import.meta.url))
const BARE = fileURLToPath(new URL('bare-watch.js', import.meta.url))
const FOLDERS = 1_000
const FILES_OF_FOLDER = 100
const CHANGES = 100
/** Longer than changes are gathered, so that each is told by itself. */
const BETWEEN_MS = 120
const LIMIT_MS = 100
const SETTLE_MS = 1_000
const MEBIBYTE = 1024 * 1024

interface Event {
  readonly type: string
  readonly relPath?: string
  readonly coverage?: string
}

export const fileEvents: Benchmark = {
  name: 'event after a change in a tree of 100,000 files in 1,000 folders',
  limit: '100 ms; raw inotify',
  mustReach: '≤ 100 ms; the rest is stated',
  run: async () => {
    const hub = await startBenchHub({ preload: PROBE })
    try {
      const root = join(hub.folder, 'tree')
      await plant(root)
      await hub.tmux.run('new-session', '-d', '-s', 'in-tree', '-c', root, 'cat')
      await pause(SETTLE_MS)
      const bare = await bareWatch(root)
      const before = await hub.residentBytes()
      await hub.askProbe()
      const { events, startMs } = await follow(hub, 'in-tree')
      const { max } = (await hub.askProbe()) as { readonly max: number }
      await pause(SETTLE_MS)
      const grown = (await hub.residentBytes()) - before
      const delays = await change(root, events)
      const stated = { atMost: Number.POSITIVE_INFINITY }
      return [
        {
          what: `median (p99 ${quantile(delays, 0.99).toFixed(1)} ms)`,
          ours: median(delays),
          limit: LIMIT_MS,
          unit: 'ms',
          bound: { atMost: 1 },
        },
        { what: 'memory of the watches', ours: grown / MEBIBYTE, limit: bare.mebibytes, unit: 'MiB', bound: stated },
        {
          what: `until all is watched (longest stop of the event loop ${max.toFixed(1)} ms)`,
          ours: startMs,
          limit: bare.startMs,
          unit: 'ms',
          bound: stated,
        },
      ]
    } finally {
      await hub.stop()
    }
  },
}

async function plant(root: string): Promise<void> {
  for (let index = 0; index < FOLDERS; index += 1) {
    await mkdir(folderAt(root, index), { recursive: true })
    await Promise.all(
      Array.from({ length: FILES_OF_FOLDER }, (_, file) =>
        writeFile(join(folderAt(root, index), `${String(file)}.ts`), ''),
      ),
    )
  }
}

const folderAt = (root: string, index: number): string =>
  join(root, `group-${String(Math.floor(index / 50))}`, `folder-${String(index)}`)

/** Cost of the same in a process that does nothing else. */
async function bareWatch(root: string): Promise<{ readonly startMs: number; readonly mebibytes: number }> {
  const bare = fork(BARE)
  try {
    await once(bare, 'message')
    const before = await residentBytes(bare.pid)
    const startMs = await timed(async () => {
      bare.send(root)
      await once(bare, 'message')
    })
    await pause(SETTLE_MS)
    return { startMs, mebibytes: ((await residentBytes(bare.pid)) - before) / MEBIBYTE }
  } finally {
    bare.kill()
  }
}

interface Followed {
  /** Calls for every event that comes from now on; the last one given counts. */
  readonly events: { hear: (event: Event) => void }
  readonly startMs: number
}

async function follow({ port, token }: BenchHub, session: string): Promise<Followed> {
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/api/files/events`, [`bearer.${token}`])
  const events: Followed['events'] = { hear: () => undefined }
  socket.on('message', (raw) => {
    events.hear(JSON.parse((raw as Buffer).toString('utf8')) as Event)
  })
  await once(socket, 'open')
  const startMs = await timed(
    () =>
      new Promise<void>((resolve, reject) => {
        events.hear = ({ coverage }) => {
          if (coverage === 'whole') resolve()
          else reject(new Error(`watched ${String(coverage)}`))
        }
        socket.send(JSON.stringify({ subscribeSession: session }))
      }),
  )
  return { events, startMs }
}

async function change(root: string, events: Followed['events']): Promise<ReadonlyArray<number>> {
  const delays: number[] = []
  for (let index = 0; index < CHANGES; index += 1) {
    const folder = folderAt(root, (index * 37) % FOLDERS)
    const file = join(folder, `${String(index % FILES_OF_FOLDER)}.ts`)
    const told = new Promise<void>((resolve) => {
      events.hear = ({ relPath }) => {
        if (relPath !== undefined && join(root, relPath) === file) resolve()
      }
    })
    delays.push(
      await timed(async () => {
        await writeFile(file, String(index))
        await told
      }),
    )
    await pause(BETWEEN_MS)
  }
  return delays
}
