import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openState } from '../../../../adapters/outbound/json-store/open-state.js'
import { DEFAULT_SETTINGS } from '../../../../domain/settings/settings.js'
import { nodeDisk } from '../../../../infrastructure/files/disk.js'
import { right } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'
import { shortOrLong } from '../../../support/short-or-long.js'

const WRITER = fileURLToPath(new URL('../../../support/store-writer.js', import.meta.url))
const SESSIONS = 3
const AT_ONCE = 3
/** A short run kills the process at one of three steps, at others each time. */
const ONE_OF = shortOrLong(3, 1)

interface Ended {
  readonly signal: string | null
  /** Number of sessions and cards that were answered. */
  readonly answered: number
}

const write = (folder: string, killAtStep: number): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const args = [WRITER, folder, String(killAtStep), String(SESSIONS)]
    execFile(process.execPath, args, (error, stdout, stderr) => {
      const signal = error?.signal ?? null
      if (error && signal === null) reject(new Error(stderr))
      else resolve({ signal, answered: stdout.split('\n').length - 1 })
    })
  })

describe('the state folder under kill -9', () => {
  const scratch = scratchFolder()

  it('shows the old or the new state, whole, wherever the process was killed', async () => {
    let last = 0
    const check = async (step: number): Promise<boolean> => {
      const folder = join(scratch(), String(step))
      const { signal, answered } = await write(folder, step)
      const wasKilled = signal === 'SIGKILL'
      if (wasKilled) last = Math.max(last, step)

      const options = { disk: nodeDisk, path: folder, now: Date.now, settingsDefaults: DEFAULT_SETTINGS }
      const state = right(await openState({ ...options, newToken: () => 'unused' })())
      await state.settled()
      const names = right(await state.sessionRecord.read()).known.map(({ name }) => name.replace('cc-', ''))
      const cards = right(await state.cardStore.read()).cards.map(({ id }) => id.replace('card-', ''))
      const wanted = [answered, answered + (wasKilled ? 1 : 0)].map((count) =>
        Array.from({ length: count }, (_, index) => String(index + 1)),
      )
      const temporary = (await readdir(folder)).filter((name) => name.endsWith('.tmp'))
      expect(wanted, `killed at step ${step}`).to.deep.include(names)
      expect(wanted, `killed at step ${step}`).to.deep.include(cards)
      expect(cards.length, `killed at step ${step}`).to.be.at.most(names.length)
      expect([state.faults, temporary], `killed at step ${step}`).to.deep.equal([[], []])
      return wasKilled
    }
    let next = 1 + (Date.now() % ONE_OF)
    const take = (): number => (next += ONE_OF) - ONE_OF
    const untilOneIsNotKilled = async (): Promise<void> => {
      while (await check(take()));
    }
    await Promise.all(Array.from({ length: AT_ONCE }, untilOneIsNotKilled))
    expect(last).to.be.greaterThan(60)
  }).timeout(300_000) // up to some eighty starts of Node
})
