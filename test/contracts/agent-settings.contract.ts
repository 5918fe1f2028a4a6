import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { AgentSettings } from '../../application/hooks/agent-settings.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeAgentSettings`: settings that are not there yet. */
export interface AgentSettingsHarness extends Harness {
  /** Adapter under test. */
  readonly settings: AgentSettings
  /** Writes the settings as another program does. */
  readonly write: (text: string) => Promise<void>
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

    it('removes settings that were read, and none that another program has changed', async () => {
      await h.write('{"theirs":1}')
      isRefused(await h.settings.replace('{}', null)())
      expect(await h.settings.read()).to.deep.equal(E.right('{"theirs":1}'))
      expect(await h.settings.replace('{"theirs":1}', null)()).to.deep.equal(E.right(undefined))
      expect(await h.settings.read()).to.deep.equal(E.right(null))
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
