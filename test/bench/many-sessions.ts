import type { Page } from 'playwright-core'
import { interactionTime } from '../support/interaction-times.js'
import { startBenchHub } from './bench-hub.js'
import { benchPages } from './bench-page.js'
import { median, type Benchmark, type Measurement } from './harness.js'

const SESSIONS = 200
/** Tiles that the overview draws at least; the others come as it is scrolled. */
const IN_SIGHT = 10
const ROUNDS = 7
const MOST_MS = 100

interface Interaction {
  readonly what: string
  readonly act: (page: Page) => Promise<unknown>
  /** Selector of an element that shows the result. */
  readonly then: string
  /** Brings the page back. */
  readonly back: (page: Page) => Promise<unknown>
}

const press = (key: string) => (page: Page) => page.keyboard.press(key)
const ORDER = '.row-head .row-state'

/** In their order: the last one needs the rows of the one before. */
const INTERACTIONS: ReadonlyArray<Interaction> = [
  { what: 'palette open', act: press('Control+k'), then: '.palette-row', back: press('Escape') },
  {
    what: 'filter, a character',
    act: async (page) => {
      await press('/')(page)
      await press('1')(page)
    },
    then: 'article',
    back: async (page) => {
      await press('Escape')(page)
      await press('Escape')(page)
    },
  },
  { what: 'density', act: press('d'), then: '.overview.rows', back: press('d') },
  {
    what: 'order of rows',
    act: (page) => page.locator(ORDER).click(),
    then: `.row-head [aria-pressed=true]`,
    back: () => Promise.resolve(),
  },
]

export const manySessions: Benchmark = {
  name: 'interactions with 200 sessions in Chromium',
  limit: '100 ms',
  mustReach: '≤ 100 ms each',
  run: async () => {
    const hub = await startBenchHub()
    const pages = await benchPages(hub)
    try {
      for (let at = 0; at < SESSIONS; at += 1) await hub.start(`agent-${String(at).padStart(3, '0')}`, 'cat')
      const page = await pages.open('/')
      await page
        .locator('article')
        .nth(IN_SIGHT - 1)
        .waitFor()
      const rows: Measurement[] = []
      for (const interaction of INTERACTIONS) {
        if (interaction.what === 'order of rows') await press('d')(page)
        const times: number[] = []
        for (let round = 0; round < ROUNDS; round += 1) times.push(await timeOf(page, interaction))
        rows.push({
          what: `${interaction.what} → next paint or end of its longest task, median`,
          ...{ ours: median(times), limit: MOST_MS, unit: 'ms', bound: { atMost: 1 } },
        })
      }
      return rows
    } finally {
      await pages.close()
      await hub.stop()
    }
  },
}

async function timeOf(page: Page, { act, then, back }: Interaction): Promise<number> {
  const { paintMs, taskMs } = await interactionTime(page, async () => {
    await act(page)
    await page.locator(then).first().waitFor()
  })
  await back(page)
  return Math.max(paintMs, taskMs)
}
