import { openGuardedFolders } from '../../../composition/tools/open-files.js'
import { readConfig } from '../../../composition/config/environment.js'
import { right } from '../../support/results.js'

const HOME = '/home/dev'

describe('places that a strict session reaches only after a question', () => {
  const { leadsInto } = openGuardedFolders(
    right(readConfig({ CLAUDE_CONFIG_DIR: '~/c, /srv/d', CODEX_HOME: '~/x' }, HOME, 'linux')),
  )
  const asked = async (...paths: ReadonlyArray<string>): Promise<ReadonlyArray<boolean>> =>
    Promise.all(paths.map((file_path) => leadsInto({ tool: 'Read', input: { file_path }, cwd: HOME })()))

  it('are the usual folders of the CLIs, every folder that a variable moves them to, and the state of the hub', async () => {
    expect(
      await asked(`${HOME}/.claude/settings.json`, `${HOME}/.codex/config.toml`, `${HOME}/.penates/operator-token`),
    ).to.deep.equal([true, true, true])
    expect(await asked(`${HOME}/c/settings.json`, '/srv/d/settings.json', `${HOME}/x/hooks.json`)).to.deep.equal([
      true,
      true,
      true,
    ])
    expect(await asked(`${HOME}/code/a.ts`, `${HOME}/cc/a.ts`)).to.deep.equal([false, false])
  })
})
