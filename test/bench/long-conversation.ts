import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { benchPages, now, paintedAt } from './bench-page.js'
import { median, type Benchmark } from './harness.js'

const ID = '11111111-2222-4333-8444-555555555555'
const ROWS = 100_000
const ROUNDS = 7
const MOST_MS = 300
const LAST_ROW = `row ${String(ROWS - 1)} `
const SESSION = 'shop'

export const longConversation: Benchmark = {
  name: 'conversation of 100,000 rows in Chromium',
  limit: '300 ms',
  mustReach: '≤ 300 ms',
  run: async () => {
    const hub = await startBenchHub()
    const pages = await benchPages(hub)
    try {
      await writeConversation(hub)
      const page = await pages.open(`/s/${SESSION}`)
      await page.locator('.xterm-rows').waitFor()
      const inClient: number[] = []
      for (let round = 0; round < ROUNDS; round += 1) inClient.push(await openedMs(page))
      const loaded: number[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        await page.goto('about:blank')
        const start = now()
        await page.goto(`${hub.url}/s/${SESSION}/conversation`, { waitUntil: 'commit' })
        loaded.push((await paintedAt(page, LAST_ROW)) - start)
      }
      return [
        {
          what: 'its button → its end is painted, median',
          ...{ ours: median(inClient), limit: MOST_MS, unit: 'ms', bound: { atMost: 1 } },
        },
        {
          what: 'its address is loaded → its end is painted, median',
          ...{ ours: median(loaded), limit: MOST_MS, unit: 'ms', bound: { atMost: 1 } },
        },
      ]
    } finally {
      await pages.close()
      await hub.stop()
    }
  },
}

async function openedMs(page: Page): Promise<number> {
  const button = page.getByRole('button', { name: 'Conversation' })
  const painted = paintedAt(page, LAST_ROW)
  const clicked = page.evaluate<number>(`(() => {
    document.querySelector('button[aria-label="Conversation"]').click()
    return performance.timeOrigin + performance.now()
  })()`)
  const ms = (await painted) - (await clicked)
  await button.click()
  await page.locator('.conversation-scroller').waitFor({ state: 'detached' })
  return ms
}

async function writeConversation(hub: BenchHub): Promise<void> {
  const folder = join(hub.folder, '.claude', 'projects', hub.folder.replaceAll(/[^A-Za-z0-9]/g, '-'))
  await mkdir(folder, { recursive: true })
  const rows = Array.from({ length: ROWS }, (_, at) => row(`row ${String(at)} ${'word '.repeat(60)}`))
  await writeFile(join(folder, `${ID}.jsonl`), rows.join(''))
  await hub.start(SESSION, 'cat')
  const answer = await fetch(`${hub.url}/api/hooks/UserPromptSubmit`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${hub.token}`, 'X-Penates-Session': SESSION, 'Content-Type': 'application/json' },
    body: JSON.stringify({ session_id: ID, prompt: 'go on' }),
  })
  if (!answer.ok) throw new Error(`the report of the session was answered with ${String(answer.status)}`)
}

const row = (content: string): string =>
  `${JSON.stringify({ type: 'assistant', timestamp: '2026-11-27T12:00:00.000Z', sessionId: ID, message: { content } })}\n`
