import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gitIn } from '../support/board-places.js'
import { PLAN } from '../support/board-scene.js'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { echoes } from './echo.js'
import { quantile, type Benchmark } from './harness.js'
import { LARGE, seededRepository } from './seeded-repository.js'
import { hubViewer } from './viewers.js'

const ROUNDS = 5
/** More than are finished while the keys of a round are typed, and few enough for what a client may write in a minute. */
const CARDS_EACH = 3
const LIMIT_MS = 15

export const finishEcho: Benchmark = {
  name: 'key → echo during finishes of an 80,000-commit repository',
  limit: 'the same, idle; 15 ms',
  mustReach: '≤ 3× and ≤ 15 ms',
  run: async () => {
    const hub = await startBenchHub()
    try {
      const cards = await cardsInReview(hub)
      await hub.start('typing', 'cat')
      const times = { idle: new Array<number>(), loaded: new Array<number>() }
      for (let round = 0; round < ROUNDS; round += 1) {
        times.idle.push(...(await echoes(hubViewer(hub, 'typing'))))
        const mine = cards.splice(0, CARDS_EACH)
        const typed = new AbortController()
        const finishing = (async () => {
          for (const id of mine)
            if (!typed.signal.aborted) await post(hub, `/api/board/cards/${id}/finish`, { push: false })
        })()
        times.loaded.push(...(await echoes(hubViewer(hub, 'typing'))))
        typed.abort()
        await finishing
      }
      const ours = quantile(times.loaded, 0.99)
      return [
        { what: 'p99, against idle', ours, limit: quantile(times.idle, 0.99), unit: 'ms', bound: { atMost: 3 } },
        { what: 'p99, against 15 ms', ours, limit: LIMIT_MS, unit: 'ms', bound: { atMost: 1 } },
      ]
    } finally {
      await hub.stop()
    }
  },
}

/** Cards of a copy of the large repository, each with a commit on a branch. Answers with their ids. */
async function cardsInReview(hub: BenchHub): Promise<string[]> {
  const root = join(hub.folder, 'large')
  await gitIn(hub.folder, 'clone', '--quiet', '--local', await seededRepository(LARGE), root)
  await gitIn(root, 'remote', 'remove', 'origin')
  // In the repository: the hub's git reads no other configuration.
  await gitIn(root, 'config', 'user.name', 'Ada')
  await gitIn(root, 'config', 'user.email', 'ada@example.org')
  await writeFile(join(root, 'CHANGELOG.md'), PLAN)
  await gitIn(root, 'add', 'CHANGELOG.md')
  await gitIn(root, 'commit', '--quiet', '--message', 'Plan')
  await post(hub, '/api/projects', { displayName: 'Large', path: root })
  const ids: string[] = []
  for (let number = 0; number < ROUNDS * CARDS_EACH; number += 1) {
    const branch = `idea/n${String(number)}`
    await gitIn(root, 'checkout', '--quiet', '-b', branch, 'main')
    await writeFile(join(root, `new-${String(number)}`), 'x\n')
    await gitIn(root, 'add', `new-${String(number)}`)
    await gitIn(root, 'commit', '--quiet', '--message', 'Work')
    await gitIn(root, 'checkout', '--quiet', 'main')
    const { id } = await post(hub, '/api/board/cards', { projectId: 'large', title: branch, stage: 'review' })
    await post(hub, `/api/board/cards/${String(id)}`, { branch }, 'PATCH')
    ids.push(String(id))
  }
  return ids
}

async function post(hub: BenchHub, path: string, body: object, method = 'POST'): Promise<Record<string, unknown>> {
  const headers = { Authorization: `Bearer ${hub.token}`, 'Content-Type': 'application/json' }
  const answer = await fetch(`${hub.url}${path}`, { method, headers, body: JSON.stringify(body) })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${text}`)
  return JSON.parse(text) as Record<string, unknown>
}
