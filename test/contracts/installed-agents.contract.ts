import { expect } from 'chai'
import type { InstalledAgents } from '../../application/agents/installed-agents.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeInstalledAgents`. */
export interface InstalledAgentsHarness extends Harness {
  /** Adapter under test. */
  readonly agents: InstalledAgents
  /** Installs a program that prints this version, or none. */
  readonly install: (binary: string, version: string | null) => void
  /** Installs a program that prints nothing and does not end. */
  readonly installSilent: (binary: string) => void
  /** Removes a program. */
  readonly uninstall: (binary: string) => void
}

/** Contract of `InstalledAgents`. */
export function describeInstalledAgents(technology: string, open: () => Promise<InstalledAgentsHarness>): void {
  describe(`InstalledAgents on ${technology}`, () => {
    let h: InstalledAgentsHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const find = async (...binaries: ReadonlyArray<string>) => Object.fromEntries(await h.agents.find(binaries)())
    const printing = (version: string | null) => ({ version, hasAnswered: true })

    it('returns the version of each installed program', async () => {
      h.install('claude', '1.0.0')
      h.install('codex', '0.3.1')
      expect(await find('claude', 'codex')).to.deep.equal({
        claude: printing('1.0.0'),
        codex: printing('0.3.1'),
      })
    })

    it('returns null for a program that prints no version', async () => {
      h.install('claude', null)
      expect(await find('claude')).to.deep.equal({ claude: printing(null) })
    })

    it('returns a program that does not answer in time as installed', async () => {
      h.install('codex', '0.3.1')
      h.installSilent('claude')
      expect(await find('claude', 'codex')).to.deep.equal({
        claude: { version: null, hasAnswered: false },
        codex: printing('0.3.1'),
      })
    })

    it('leaves out programs that are missing or were not requested', async () => {
      h.install('codex', '0.3.1')
      expect(await find('claude')).to.deep.equal({})
    })

    it('looks again with each call', async () => {
      h.install('claude', '1.0.0')
      await find('claude')
      h.install('claude', '1.1.0')
      expect(await find('claude')).to.deep.equal({ claude: printing('1.1.0') })
      h.uninstall('claude')
      expect(await find('claude')).to.deep.equal({})
    })
  })
}
