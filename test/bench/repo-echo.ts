import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { scratchRepository } from '../support/scratch-repository.js'
import { startBenchHub } from './bench-hub.js'
import { echoes } from './echo.js'
import { quantile, type Benchmark } from './harness.js'
import type { ReadLoad } from './read-load.js'
import { LARGE, seededRepository } from './seeded-repository.js'
import { hubViewer } from './viewers.js'

const READ_LOAD = fileURLToPath(new URL('read-load.js', import.meta.url))
const ROUNDS = 5
const FILES = 10_000
const CHANGED_FILES = 50
/** Every line of a changed file stands twice in its patch: 50 MB in all. */
const LINES = 10_000
const LINE_BYTES = 50
const LIMIT_MS = 15

export const repoEcho: Benchmark = {
  name: 'key → echo while a 50 MB diff, 10,000 files and a log are read',
  limit: 'the same, idle; 15 ms',
  mustReach: '≤ 3× and ≤ 15 ms',
  run: async () => {
    const hub = await startBenchHub()
    const changed = await scratchRepository()
    const load = fork(READ_LOAD)
    try {
      await change(changed.root, '0')
      await changed.controls.commit('First')
      await change(changed.root, '1')
      const listed = join(hub.folder, 'listed')
      await mkdir(listed)
      for (let file = 0; file < FILES; file += 1) await writeFile(join(listed, `file-${file}`), '')
      await hub.start('typing', 'cat')
      const folders = { changed: changed.root, listed, history: await seededRepository(LARGE) }
      for (const [session, folder] of Object.entries(folders))
        await hub.tmux.run('new-session', '-d', '-s', session, '-c', folder, 'cat')
      const reads: ReadLoad = {
        port: hub.port,
        token: hub.token,
        paths: [
          '/api/sessions/changed/diff',
          '/api/projects/session:listed/files',
          '/api/sessions/history/git/log?limit=200',
        ],
      }
      const times = { idle: new Array<number>(), loaded: new Array<number>() }
      for (let round = 0; round < ROUNDS; round += 1) {
        times.idle.push(...(await echoes(hubViewer(hub, 'typing'))))
        load.send(reads)
        times.loaded.push(...(await echoes(hubViewer(hub, 'typing'))))
        const done = once(load, 'message')
        load.send('stop')
        const [answered] = (await done) as [ReadonlyArray<number>]
        if (answered.some((count) => count === 0)) throw new Error('not everything was read')
      }
      const ours = quantile(times.loaded, 0.99)
      return [
        { what: 'p99, against idle', ours, limit: quantile(times.idle, 0.99), unit: 'ms', bound: { atMost: 3 } },
        { what: 'p99, against 15 ms', ours, limit: LIMIT_MS, unit: 'ms', bound: { atMost: 1 } },
      ]
    } finally {
      load.kill()
      await hub.stop()
      await changed.close()
    }
  },
}

async function change(root: string, version: string): Promise<void> {
  const line = `${version.repeat(LINE_BYTES - 1)}\n`
  for (let file = 0; file < CHANGED_FILES; file += 1)
    await writeFile(join(root, `file-${file}.txt`), line.repeat(LINES))
}
