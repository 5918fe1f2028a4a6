import { expect } from 'chai'
import type { ProjectAgentSettings } from '../../application/hooks/project-agent-settings.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeProjectAgentSettings`. */
export interface ProjectAgentSettingsHarness extends Harness {
  /** Adapter under test. */
  readonly settings: ProjectAgentSettings
  /** Folder of the project; absolute. */
  readonly directory: string
  /** Writes a settings file. */
  readonly write: (name: string, text: string) => Promise<void>
}

/** Contract of every reader of a folder's settings of agents. */
export function describeProjectAgentSettings(
  technology: string,
  open: () => Promise<ProjectAgentSettingsHarness>,
): void {
  describe(`ProjectAgentSettings on ${technology}`, () => {
    let h: ProjectAgentSettingsHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('is empty for a folder without settings and for one that is not there', async () => {
      expect(await h.settings.read(h.directory)()).to.deep.equal([])
      expect(await h.settings.read('/nowhere')()).to.deep.equal([])
    })

    it('returns both files of the folder as they are now', async () => {
      await h.write('settings.json', '{"a":"ü"}')
      await h.write('settings.local.json', '{broken')
      const file = (name: string) => `${h.directory}/.claude/${name}`
      expect(await h.settings.read(h.directory)()).to.deep.equal([
        { file: file('settings.json'), text: '{"a":"ü"}', owner: 'project' },
        { file: file('settings.local.json'), text: '{broken', owner: 'project' },
      ])
      await h.write('settings.json', '{}')
      expect((await h.settings.read(h.directory)())[0]?.text).to.equal('{}')
    })
  })
}
