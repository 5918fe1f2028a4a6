import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startBenchHub } from './bench-hub.js'
import { median, timed, type Benchmark } from './harness.js'
import type { LoopDelay } from './loop-probe.js'

const CALLS = 100_000
const CONVERSATIONS = 50
const TRIALS = 5
const TRIAL_MS = 1_000
const STALL_MS = 20

const COMMANDS = [
  ...['npm test', 'npm run build -- --watch', 'git status --short', 'ls -la src', 'cat package.json | head -20'],
  ...['cd /work/shop && npm test', 'grep -rn "TODO" src | wc -l', 'git commit -m "shop: add a cart"', 'rm -rf dist'],
  ...['for f in *.ts; do echo "$f"; done', 'FOO=1 node build.js > out.log 2>&1'],
]

/** Trial of a rule on transcripts, which are the larger source: most calls run without an approval. */
export const rules: Benchmark = {
  name: 'trial of a rule on 100,000 past calls',
  limit: '–',
  mustReach: '≤ 1 s, no stall > 20 ms of computing',
  run: async () => {
    const hub = await startBenchHub({ preload: fileURLToPath(new URL('loop-probe.js', import.meta.url)) })
    try {
      const folder = join(hub.folder, '.claude', 'projects', '-work-shop')
      await mkdir(folder, { recursive: true })
      for (let conversation = 0; conversation < CONVERSATIONS; conversation += 1) {
        await writeFile(join(folder, `${String(conversation)}.jsonl`), transcript(conversation))
      }
      const body = JSON.stringify({ effect: 'allow', tool: 'Bash', command: 'npm test *' })
      const headers = { Authorization: `Bearer ${hub.token}`, 'Content-Type': 'application/json' }
      const tryRule = async (): Promise<void> => {
        const answer = await fetch(`${hub.url}/api/approval-rules/trial`, { method: 'POST', headers, body })
        const { calls, allowed } = (await answer.json()) as { calls: number; allowed: number }
        if (calls !== CALLS || allowed === 0) throw new Error(`${String(allowed)} of ${String(calls)} calls`)
      }
      await tryRule()
      await hub.askProbe()
      const took: number[] = []
      for (let trial = 0; trial < TRIALS; trial += 1) took.push(await timed(tryRule))
      const { computed } = (await hub.askProbe()) as LoopDelay
      return [
        { what: 'median', ours: median(took), limit: TRIAL_MS, unit: 'ms', bound: { atMost: 1 } },
        {
          what: 'longest stretch that the main thread computes',
          ours: computed,
          limit: STALL_MS,
          unit: 'ms',
          bound: { atMost: 1 },
        },
      ]
    } finally {
      await hub.stop()
    }
  },
}

/** Rows as Claude Code writes them: each call has its result, and other rows stand between. */
function transcript(conversation: number): string {
  const rows = Array.from({ length: CALLS / CONVERSATIONS }, (_, index) => {
    const id = `toolu_${String(conversation)}_${String(index)}`
    const command = `${COMMANDS[index % COMMANDS.length] ?? ''} ${String(index)}`
    const common = { sessionId: String(conversation), cwd: '/work/shop', timestamp: new Date().toISOString() }
    const call = { type: 'tool_use', id, name: 'Bash', input: { command, description: 'Runs a command' } }
    const result = { type: 'tool_result', tool_use_id: id, content: 'x'.repeat(400), is_error: false }
    return [call, result].map((block) => `${JSON.stringify({ ...common, message: { content: [block] } })}\n`).join('')
  })
  return rows.join('')
}
