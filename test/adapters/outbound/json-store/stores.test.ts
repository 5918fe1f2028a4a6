import { existsSync } from 'node:fs'
import * as E from 'fp-ts/lib/Either.js'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openState, type OpenState } from '../../../../adapters/outbound/json-store/open-state.js'
import type { Unavailable } from '../../../../application/shared/errors.js'
import { DEFAULT_SETTINGS } from '../../../../domain/settings/settings.js'
import { nodeDisk, type Disk } from '../../../../infrastructure/files/disk.js'
import { lockFolder } from '../../../../infrastructure/files/folder-lock.js'
import { FILES_REMOVED, intactDisk } from '../../../../infrastructure/files/intact-disk.js'
import { failingDisk } from '../../../support/faulty-disk.js'
import { right } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'
import { shortOrLong } from '../../../support/short-or-long.js'
import { SAMPLE_TIME, STATE_STORES } from '../../../support/state-stores.js'

/** A short run cuts each store off at one of four steps, at others each time. */
const ONE_OF = shortOrLong(4, 1)

const open = async (path: string, disk: Disk = nodeDisk): Promise<OpenState> => {
  let tokens = 0
  const newToken = (): string => `token-${String((tokens += 1))}`
  return right(await openState({ disk, path, now: () => SAMPLE_TIME, settingsDefaults: DEFAULT_SETTINGS, newToken })())
}

for (const { name, file, changes, value } of STATE_STORES)
  describe(`the store of ${name} in ${file}`, () => {
    const scratch = scratchFolder()
    const valueIn = async (path: string): Promise<unknown> => {
      const state = await open(path)
      const found = right(await value(state)())
      await state.settled()
      return found
    }
    /** Value after the first changes. */
    const valueAfter = async (count: number): Promise<unknown> => {
      const path = join(scratch(), `after-${String(count)}`)
      const state = await open(path)
      for (const change of changes.slice(0, count)) right(await change(state)())
      await state.settled()
      return valueIn(path)
    }

    it('is for the owner alone, with its copies', async () => {
      const state = await open(scratch())
      for (const change of changes) right(await change(state)())
      await state.settled()
      const folder = dirname(join(scratch(), file))
      const files = (await readdir(folder)).filter((entry) => join(folder, entry).startsWith(join(scratch(), file)))
      const modes = await Promise.all(files.map(async (entry) => (await stat(join(folder, entry))).mode & 0o777))
      expect([(await stat(folder)).mode & 0o777, files.length > 0, new Set(modes)]).to.deep.equal([
        0o700,
        true,
        new Set([0o600]),
      ])
    })

    it('refuses changes once the content of its folder was removed, and makes no file there', async () => {
      const path = join(scratch(), 'state')
      await mkdir(path)
      const locking = await lockFolder(path)
      if (locking._tag !== 'Locked') throw new Error('the folder is locked')
      const { lock } = locking
      const state = await open(path, intactDisk(nodeDisk, lock.isIntact))
      const [first, ...others] = changes
      if (others.length > 0 && first !== undefined) right(await first(state)())
      await state.settled()
      for (const entry of await readdir(path)) await rm(join(path, entry), { recursive: true })
      const answers: unknown[] = []
      for (const change of others.length > 0 ? others : changes) {
        const answer = await change(state)()
        if (E.isLeft(answer)) answers.push((answer.left as Unavailable).detail.endsWith(FILES_REMOVED))
      }
      await state.settled()
      expect(new Set(answers)).to.deep.equal(new Set([true]))
      expect(await readdir(path)).to.deep.equal([])
      await lock.release()
    })

    it('answers Unavailable while the disk is full, keeps its value, and takes the change afterwards', async () => {
      const faulty = failingDisk(nodeDisk, 'ENOSPC')
      const state = await open(scratch(), faulty.disk)
      await state.settled()
      const changeAll = async (): Promise<ReadonlyArray<string>> => {
        const answers: string[] = []
        for (const change of changes) {
          const answer = await change(state)()
          answers.push(E.isLeft(answer) ? (answer.left as Unavailable)._tag : 'done')
        }
        await state.settled()
        return answers
      }
      faulty.failAt(1, true)
      const refused = await changeAll()
      const isWritten = existsSync(join(scratch(), file))
      faulty.mend()
      expect([refused, isWritten, await changeAll()]).to.deep.equal([
        changes.map(() => 'Unavailable'),
        false,
        changes.map(() => 'done'),
      ])
    })

    it('has a value from before or after a change when its process ends at any step', async () => {
      const counts = Array.from({ length: changes.length + 1 }, (_, index) => index)
      const allowed = await Promise.all(counts.map(valueAfter))
      const endedAt = async (step: number): Promise<boolean> => {
        const path = join(scratch(), `ended-${String(step)}`)
        const faulty = failingDisk(nodeDisk, 'EIO')
        const state = await open(path, faulty.disk)
        await state.settled()
        faulty.failAt(step, true)
        const answers: boolean[] = []
        for (const change of changes) answers.push(E.isRight(await change(state)()))
        await state.settled()
        const found = await valueIn(path)
        expect(allowed, `step ${String(step)}`).to.deep.include(found)
        // An answered change stays.
        const answered = answers.lastIndexOf(true) + 1
        expect(allowed.slice(answered), `step ${String(step)}`).to.deep.include(found)
        return answers.includes(false)
      }
      let step = 1 + (Date.now() % ONE_OF)
      while (await endedAt(step)) step += ONE_OF
    })
  })
