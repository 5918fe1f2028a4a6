import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { ResumeStore } from '../../application/usage/resume-store.port.js'
import { withoutResume, withResume } from '../../domain/usage/resumes.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeResumeStore`. */
export interface ResumeStoreHarness extends Harness {
  /** Adapter under test. */
  readonly store: ResumeStore
  /** The store as the next start of the hub finds it. */
  readonly reopen: () => Promise<ResumeStore>
}

/** Contract of `ResumeStore`. */
export function describeResumeStore(technology: string, open: () => Promise<ResumeStoreHarness>): void {
  describe(`ResumeStore on ${technology}`, () => {
    let h: ResumeStoreHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('has chosen no session at first', async () => {
      expect(await h.store.read()).to.deep.equal(E.right({}))
    })

    it('keeps who goes on and when, over a restart too, and makes changes one after the other', async () => {
      await Promise.all([
        h.store.change((resumes) => withResume(resumes, 'cc-a', null))(),
        h.store.change((resumes) => withResume(resumes, 'größe 1', 1_795_570_000_000))(),
        h.store.change((resumes) => withResume(resumes, 'cc-c', null))(),
        h.store.change((resumes) => withoutResume(resumes, 'cc-c'))(),
      ])
      expect(await (await h.reopen()).read()).to.deep.equal(
        E.right({ 'cc-a': { resumeAt: null }, 'größe 1': { resumeAt: 1_795_570_000_000 } }),
      )
    })
  })
}
