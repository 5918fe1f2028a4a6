import { expect } from 'chai'
import type { RepoWatch } from '../../application/repo/repo-watch.port.js'
import { eventually } from '../support/eventually.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeRepoWatch`. */
export interface RepoWatchHarness extends Harness {
  /** Adapter under test. */
  readonly watch: RepoWatch
  /** Top of a repository. */
  readonly root: string
  /** A folder in no repository; it may be missing. */
  readonly elsewhere: string
  /** Makes a commit in the repository. */
  readonly commit: () => Promise<void>
}

/** Suite of every watch on a repository. */
export function describeRepoWatch(technology: string, open: () => Promise<RepoWatchHarness>): void {
  describe(`RepoWatch on ${technology}`, () => {
    let h: RepoWatchHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    /** Commits until the watch reports; it may not have begun before. */
    const reports = async (changes: () => number): Promise<void> => {
      const before = changes()
      await eventually(async () => {
        await h.commit()
        expect(changes()).to.be.greaterThan(before)
      })
    }
    const counted = (): readonly [count: () => number, stop: () => void] => {
      let count = 0
      const stop = h.watch(h.root, () => (count += 1))
      return [() => count, stop]
    }

    it('reports a commit to each of two watches', async () => {
      const [one, stopOne] = counted()
      const [other, stopOther] = counted()
      await reports(one)
      await reports(other)
      stopOne()
      stopOther()
    })

    it('reports nothing after it was stopped, and can be stopped twice', async () => {
      const [stopped, stop] = counted()
      await reports(stopped)
      stop()
      stop()
      const atStop = stopped()
      const [other, stopOther] = counted()
      await reports(other)
      stopOther()
      expect(stopped()).to.equal(atStop)
    })

    it('can be stopped before it has begun', async () => {
      const [never, stop] = counted()
      stop()
      const [other, stopOther] = counted()
      await reports(other)
      stopOther()
      expect(never()).to.equal(0)
    })

    it('is silent where there is no repository', async () => {
      let count = 0
      const stop = h.watch(h.elsewhere, () => (count += 1))
      const [other, stopOther] = counted()
      await reports(other)
      stopOther()
      stop()
      expect(count).to.equal(0)
    })
  })
}
