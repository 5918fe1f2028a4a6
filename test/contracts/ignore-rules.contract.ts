import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { IgnoreRules } from '../../application/files/ignore-rules.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeIgnoreRules`. */
export interface IgnoreRulesHarness extends Harness {
  /** Adapter under test. */
  readonly rules: IgnoreRules
  /** A repository that leaves out `out` and `größe\nx` at every depth, with the folder `src` in it. */
  readonly repository: string
  /** A folder in no repository. */
  readonly elsewhere: string
}

/** Contract of `IgnoreRules`. */
export function describeIgnoreRules(technology: string, open: () => Promise<IgnoreRulesHarness>): void {
  describe(`IgnoreRules on ${technology}`, () => {
    let h: IgnoreRulesHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const ignored = async (folder: string, names: ReadonlyArray<string>) => {
      const answer = await h.rules.ignored(folder, names)()
      return E.isRight(answer) ? [...answer.right].sort() : answer.left
    }

    it('names ignored paths, also below the top and with any characters', async () => {
      const names = ['a', 'out', 'größe\nx', '-x', ':x', '*', '"q"', 'ou']
      expect(await ignored(h.repository, names)).to.deep.equal(['größe\nx', 'out'])
      expect(await ignored(`${h.repository}/src`, names)).to.deep.equal(['größe\nx', 'out'])
    })

    it('names nothing of nothing, where nothing is left out, and outside a repository', async () => {
      expect(await ignored(h.repository, [])).to.deep.equal([])
      expect(await ignored(h.repository, ['a'])).to.deep.equal([])
      expect(await ignored(h.elsewhere, ['out'])).to.deep.equal([])
    })
  })
}
