import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fsProjectAgentSettings } from '../../../../../adapters/outbound/agents/claude-code/project-agent-settings.fs.js'
import { memoryProjectAgentSettings } from '../../../../../adapters/outbound/memory/agents.memory.js'
import { weaknessesIn } from '../../../../../adapters/outbound/agents/claude-code/gate-weaknesses.js'
import { describeProjectAgentSettings } from '../../../../contracts/project-agent-settings.contract.js'
import { describeFake } from '../../../../contracts/mutants.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

describeFake(describeProjectAgentSettings, ['settings'], () => {
  const settings = memoryProjectAgentSettings()
  return Promise.resolve({
    settings,
    directory: '/work/shop',
    write: (name, text) => {
      settings.write('/work/shop', name, text)
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  })
})

describeProjectAgentSettings('a disk', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'penates-settings-'))
  await mkdir(join(directory, '.claude'))
  return {
    settings: fsProjectAgentSettings([]),
    directory,
    write: (name, text) => writeFile(join(directory, '.claude', name), text),
    close: () => rm(directory, { recursive: true }),
  }
})

describe('settings of agents on a disk', () => {
  const folder = scratchFolder()

  it('include those of the administrator, and count as a weakness where they cannot be read as a file', async () => {
    const managed = join(folder(), 'managed.json')
    await writeFile(managed, '{}')
    await mkdir(join(folder(), '.claude', 'settings.json'), { recursive: true })
    await symlink('/dev/zero', join(folder(), '.claude', 'settings.local.json'))
    const read = await fsProjectAgentSettings([managed]).read(folder())()
    expect(read.map(({ file, text }) => weaknessesIn(file, text, 'project').length)).to.deep.equal([1, 1, 0])
  })
})
