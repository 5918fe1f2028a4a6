import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { AgentSettings, HookScripts } from '../../application/hooks/agent-settings.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeAgentSettings`: settings that are not there yet. */
export interface AgentSettingsHarness extends Harness {
  /** Adapter under test. */
  readonly settings: AgentSettings
  /** Writes the settings as another program does. */
  readonly write: (text: string) => Promise<void>
}

/** Scene of the suite `describeHookScripts`: scripts that are not installed. */
export interface HookScriptsHarness extends Harness {
  /** Adapter under test. */
  readonly scripts: HookScripts
  /** True when all scripts are at their paths. */
  readonly areThere: () => Promise<boolean>
}

const TEXT = '\uFEFF{\r\n  "größe": 1\n}'

/** Contract of `AgentSettings`. */
export function describeAgentSettings(technology: string, open: () => Promise<AgentSettingsHarness>): void {
  describe(`AgentSettings on ${technology}`, () => {
    let h: AgentSettingsHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const isRefused = (answer: E.Either<unknown, unknown>): void => {
      expect(answer).to.have.nested.property('left._tag', 'Unavailable')
    }

    it('reads null before there are settings', async () => {
      expect(await h.settings.read()).to.deep.equal(E.right(null))
      expect(h.settings.file).to.match(/^\//)
    })

    it('reads every character that another program wrote, each time anew', async () => {
      for (const text of [TEXT, '', '{broken']) {
        await h.write(text)
        expect(await h.settings.read()).to.deep.equal(E.right(text))
      }
    })

    it('creates settings and replaces those that were read', async () => {
      expect(await h.settings.replace(null, '{}')()).to.deep.equal(E.right(undefined))
      expect(await h.settings.read()).to.deep.equal(E.right('{}'))
      expect(await h.settings.replace('{}', TEXT)()).to.deep.equal(E.right(undefined))
      expect(await h.settings.read()).to.deep.equal(E.right(TEXT))
    })

    it('writes nothing over settings that another program has changed', async () => {
      await h.write('{"theirs":1}')
      isRefused(await h.settings.replace('{}', '{"ours":1}')())
      isRefused(await h.settings.replace(null, '{"ours":1}')())
      expect(await h.settings.read()).to.deep.equal(E.right('{"theirs":1}'))
    })

    it('creates nothing in place of settings that are gone', async () => {
      isRefused(await h.settings.replace('{}', '{"ours":1}')())
      expect(await h.settings.read()).to.deep.equal(E.right(null))
    })
  })
}

/** Contract of `HookScripts`. */
export function describeHookScripts(technology: string, open: () => Promise<HookScriptsHarness>): void {
  describe(`HookScripts on ${technology}`, () => {
    let h: HookScriptsHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('names three absolute paths, before the scripts are there too', async () => {
      const paths = Object.values(h.scripts.paths)
      for (const path of paths) expect(path).to.match(/^\//)
      expect([new Set(paths).size, await h.areThere()]).to.deep.equal([3, false])
    })

    it('installs the scripts, also over older ones', async () => {
      for (let round = 0; round < 2; round++) {
        expect(await h.scripts.install()).to.deep.equal(E.right(undefined))
        expect(await h.areThere()).to.equal(true)
      }
    })

    it('removes the scripts, also when there are none', async () => {
      await h.scripts.install()
      for (let round = 0; round < 2; round++) {
        expect(await h.scripts.remove()).to.deep.equal(E.right(undefined))
        expect(await h.areThere()).to.equal(false)
      }
    })
  })
}
