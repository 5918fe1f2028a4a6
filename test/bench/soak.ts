import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { WebSocket } from 'ws'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { pause, quantile } from './harness.js'
import type { MemoryLeft } from './memory-probe.js'

/**
 * `node dist/test/bench/soak.js [rounds] [kinds] [snapshots]`: does the same mixed work round after round on a real hub and
 * prints what memory is left after each, garbage collected. Work that is done does not stay in memory: after the first
 * rounds, which fill caches and bounded logs, the figures must stand still. `kinds` (comma between) does some of the work
 * alone; `snapshots` is a folder that gets a heap snapshot after the third and after the last round.
 */
const ROUNDS = 12
const WARM_UP = 3
const MIB = 1024 * 1024
const SESSIONS = 8
/** So that no budget of requests stands in the way: every request comes from another address of this machine. */
const ADDRESSES = 200
const LISTED_WITHIN_MS = 3_000

const run = promisify(execFile)
const listedAfter: number[] = []
let unlisted = 0
let asked = 0

async function call(
  hub: BenchHub,
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
): Promise<string> {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  asked += 1
  const outgoing = request({
    host: '127.0.0.1',
    localAddress: `127.0.1.${String(1 + (asked % ADDRESSES))}`,
    port: hub.port,
    method,
    path,
    headers: {
      Authorization: `Bearer ${hub.token}`,
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(text)),
      ...more,
    },
  })
  outgoing.end(text)
  const [response] = (await once(outgoing, 'response')) as [NodeJS.ReadableStream & { statusCode?: number }]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const answer = Buffer.concat(chunks).toString()
  if ((response.statusCode ?? 500) >= 400)
    throw new Error(`${method} ${path}: ${String(response.statusCode)} ${answer.slice(0, 200)}`)
  return answer
}

const times = async (count: number, act: (index: number) => Promise<unknown>): Promise<void> => {
  for (let index = 0; index < count; index += 1) await act(index)
}

async function socketTo(hub: BenchHub, path: string): Promise<WebSocket> {
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}${path}`, [`bearer.${hub.token}`])
  socket.on('error', () => undefined)
  await once(socket, 'open')
  return socket
}
async function closed(socket: WebSocket): Promise<void> {
  const end = once(socket, 'close')
  socket.close()
  await end
}

const hook = (hub: BenchHub, session: string, event: string, body: object): Promise<string> =>
  call(hub, 'POST', `/api/hooks/${event}`, body, { 'X-Penates-Session': session })

const KINDS: Readonly<Record<string, (hub: BenchHub, round: number) => Promise<void>>> = {
  sessions: (hub, round) =>
    times(6, async (index) => {
      const name = `soak-${String(round)}-${String(index)}`
      await call(hub, 'POST', '/api/sessions', { name, directory: hub.folder, shell: true })
      await call(hub, 'PATCH', `/api/sessions/cc-${name}`, { name: `${name}-renamed` }).catch(() => undefined)
      const names = JSON.parse(await call(hub, 'GET', '/api/sessions')) as { name: string }[]
      for (const one of names.filter((listed) => listed.name.includes(name)))
        await call(hub, 'DELETE', `/api/sessions/${one.name}`)
    }),
  terminals: (hub) =>
    times(20, async (index) => {
      const socket = await socketTo(hub, `/api/terminal/agent-${String(index % SESSIONS)}?cols=100&rows=30`)
      socket.send('{"type":"input","data":"echo some text; seq 1 500\\r"}')
      await pause(30)
      await closed(socket)
    }),
  hooks: (hub) =>
    times(240, async (index) => {
      const session = `agent-${String(index % SESSIONS)}`
      const event = ['UserPromptSubmit', 'PostToolUse', 'Notification', 'Stop'][index % 4] ?? 'Stop'
      await hook(hub, session, event, {
        session_id: `id-${session}`,
        hook_event_name: event,
        prompt: 'x'.repeat(500),
        tool_name: 'Bash',
        tool_input: { command: 'true' },
      })
    }),
  approvals: (hub, round) =>
    times(15, async (index) => {
      const session = `agent-${String(index % SESSIONS)}`
      const id = `toolu_${String(round)}_${String(index)}`
      const startedAt = performance.now()
      const answered = hook(hub, session, 'pre-tool-use', {
        tool_name: 'Bash',
        tool_input: { command: `make ${id} ${'x'.repeat(2_000)}` },
        tool_use_id: id,
        permission_mode: 'default',
        session_id: `id-${session}`,
      })
      const listed = async (): Promise<string | undefined> => {
        while (performance.now() - startedAt < LISTED_WITHIN_MS) {
          const { approvals } = JSON.parse(await call(hub, 'GET', '/api/approvals')) as {
            approvals: { id: string; session: string }[]
          }
          const own = approvals.find((one) => one.session === session)
          if (own !== undefined) return own.id
          await pause(5)
        }
        return undefined
      }
      const found = await listed()
      if (found === undefined) unlisted += 1
      else {
        listedAfter.push(performance.now() - startedAt)
        await call(hub, 'POST', `/api/approvals/${found}`, { decision: index % 2 === 0 ? 'allow' : 'deny' })
      }
      await Promise.race([answered, pause(5_000)])
    }),
  lists: (hub) =>
    times(60, async (index) => {
      const path = [
        '/api/sessions',
        '/api/approvals',
        '/api/board/cards',
        '/api/server/status',
        '/api/projects',
        '/metrics',
      ][index % 6]
      await call(hub, 'GET', path ?? '/healthz')
    }),
  sockets: (hub) =>
    times(20, async () => {
      const socket = await socketTo(hub, '/api/notifications/events')
      socket.send('{"type":"presence","deviceId":"soak","session":"agent-0","visible":true}')
      await closed(socket)
    }),
  files: (hub, round) =>
    times(4, async (index) => {
      const socket = await socketTo(hub, '/api/files/events')
      socket.send(`{"type":"subscribe","id":"session:agent-${String(index % SESSIONS)}"}`)
      await pause(50)
      const folder = join(hub.folder, 'work', `folder-${String(index)}`)
      await mkdir(folder, { recursive: true })
      await times(20, (file) => writeFile(join(folder, `file-${String(file)}-${String(round)}`), 'text'))
      await pause(50)
      await closed(socket)
    }),
  uploads: (hub, round) =>
    times(10, async (index) => {
      const boundary = 'soak-boundary'
      const part = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="up-${String(index)}-${String(round)}"\r\n\r\n${'x'.repeat(50_000)}\r\n--${boundary}--\r\n`
      await call(hub, 'POST', `/api/sessions/agent-${String(index % SESSIONS)}/upload`, part, {
        'Content-Type': `multipart/form-data; boundary=${boundary}`,
      })
    }),
  repo: (hub, round) =>
    times(10, async (index) => {
      await writeFile(join(hub.folder, 'work', 'tracked'), `${String(round)} ${String(index)}\n`.repeat(200))
      await call(hub, 'GET', `/api/sessions/agent-0/${index % 2 === 0 ? 'diff' : 'git/log'}`)
    }),
  cards: (hub, round) =>
    times(8, async (index) => {
      const made = JSON.parse(
        await call(hub, 'POST', '/api/board/cards', {
          projectId: 'shop',
          title: `Card ${String(round)} ${String(index)}`,
          description: 'x'.repeat(1_000),
        }),
      ) as { id: string }
      await call(hub, 'PATCH', `/api/board/cards/${made.id}`, { title: 'Changed' })
      await call(hub, 'DELETE', `/api/board/cards/${made.id}`)
    }),
}

async function main(rounds: number, kinds: ReadonlyArray<string>, snapshots: string | undefined): Promise<number> {
  const hub = await startBenchHub({ preload: new URL('memory-probe.js', import.meta.url).href })
  const measured: MemoryLeft[] = []
  try {
    const work = join(hub.folder, 'work')
    await mkdir(work)
    await run('git', ['init', '-q', work])
    await writeFile(join(work, 'tracked'), 'first\n')
    await run('git', ['-C', work, '-c', 'user.name=x', '-c', 'user.email=x@x', 'add', '.'])
    await run('git', ['-C', work, '-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '-qm', 'first'])
    for (let session = 0; session < SESSIONS; session += 1)
      await hub.tmux.run(
        'new-session',
        '-d',
        '-s',
        `agent-${String(session)}`,
        '-x',
        '120',
        '-y',
        '40',
        '-c',
        work,
        'sh',
      )
    const viewer = await socketTo(hub, '/api/notifications/events')
    for (let round = 0; round < rounds; round += 1) {
      viewer.send('{"type":"presence","deviceId":"viewer","session":null,"visible":true}')
      for (const kind of kinds) {
        try {
          await KINDS[kind]?.(hub, round)
        } catch (error) {
          process.stdout.write(`${kind}: ${String(error)}\n`)
        }
      }
      const wantsSnapshot = snapshots !== undefined && (round === WARM_UP - 1 || round === rounds - 1)
      const left = (await hub.askProbe(
        wantsSnapshot ? { snapshot: join(snapshots, `round-${String(round + 1)}.heapsnapshot`) } : {},
      )) as MemoryLeft
      measured.push(left)
      const figures = [left.rss, left.heapUsed, left.heapTotal, left.external].map((bytes) => (bytes / MIB).toFixed(2))
      process.stdout.write(
        `round ${String(round + 1)}: rss ${figures.join(', heap ')} MiB, handles ${String(left.handles)}\n`,
      )
    }
    viewer.terminate()
  } finally {
    await hub.stop()
  }
  const [first, last] = [measured[WARM_UP - 1], measured.at(-1)]
  if (first !== undefined && last !== undefined) {
    const perRound = (last.heapUsed - first.heapUsed) / Math.max(1, measured.length - WARM_UP) / 1024
    process.stdout.write(
      `heap ${perRound.toFixed(1)} KiB a round, rss ${((last.rss - first.rss) / MIB).toFixed(1)} MiB in all\n`,
    )
  }
  if (listedAfter.length > 0)
    process.stdout.write(
      `listed after: median ${quantile(listedAfter, 0.5).toFixed(1)} ms, p99 ${quantile(listedAfter, 0.99).toFixed(1)} ms, ` +
        `most ${Math.max(...listedAfter).toFixed(1)} ms; not within ${String(LISTED_WITHIN_MS)} ms: ${String(unlisted)}\n`,
    )
  return unlisted === 0 ? 0 : 1
}

const [rounds, kinds, snapshots] = process.argv.slice(2)
process.exit(
  await main(Number(rounds ?? ROUNDS), kinds === undefined ? Object.keys(KINDS) : kinds.split(','), snapshots),
)
