import { access, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as T from 'fp-ts/lib/Task.js'
import { checkGate } from '../../../../../adapters/outbound/agents/claude-code/check-gate.js'
import { fsManagedSettings } from '../../../../../adapters/outbound/agents/claude-code/managed-settings.fs.js'
import { memoryAgentSettings } from '../../../../../adapters/outbound/memory/agent-settings.memory.js'
import {
  memoryManagedSettings,
  memoryProjectAgentSettings,
} from '../../../../../adapters/outbound/memory/agents.memory.js'
import { describeManagedSettings } from '../../../../contracts/managed-settings.contract.js'
import { describeFake } from '../../../../contracts/mutants.js'
import { leftTag } from '../../../../support/results.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

describeFake(describeManagedSettings, ['managed'], () =>
  Promise.resolve({ managed: memoryManagedSettings(), close: () => Promise.resolve() }),
)
describeManagedSettings('a disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-managed-'))
  return {
    managed: fsManagedSettings(join(folder, 'claude-code')),
    close: () => rm(folder, { recursive: true }),
  }
})

describe('managed settings on a disk', () => {
  const folder = scratchFolder()
  const root = () => join(folder(), 'claude-code')

  it('are a separate file that everyone may read, and leave those of the administrator alone', async () => {
    await mkdir(root())
    await writeFile(join(root(), 'managed-settings.json'), '{"theirs":1}')
    const managed = fsManagedSettings(root())
    await managed.write('{}')()
    expect((await stat(managed.file)).mode & 0o777).to.equal(0o644)
    await managed.remove()
    expect(await readdir(root())).to.deep.equal(['managed-settings.json'])
    expect(await readFile(join(root(), 'managed-settings.json'), 'utf8')).to.equal('{"theirs":1}')
  })

  it('take the folders away that were made for them', async () => {
    const managed = fsManagedSettings(root())
    await managed.write('{}')()
    await managed.remove()
    const isThere = await access(root()).then(
      () => true,
      () => false,
    )
    expect(isThere).to.equal(false)
  })

  it('are Unavailable where nothing can be written', async () => {
    await writeFile(root(), 'a file in place of the folder')
    const managed = fsManagedSettings(root())
    expect(leftTag(await managed.write('{}')())).to.equal('Unavailable')
    expect(await readFile(root(), 'utf8')).to.equal('a file in place of the folder')
  })
})

describe('report of doctor on the settings of agents', () => {
  const projectSettings = memoryProjectAgentSettings()
  const look = (text: string | null) =>
    checkGate({
      settings: memoryAgentSettings(text),
      projectSettings,
      directories: T.of(['/work/shop', '/work/other']),
    })()

  it('warns of what weakens the gate, in the person’s own settings and in every folder, each once', async () => {
    expect((await look('{}')).map(({ state }) => state)).to.deep.equal(['ok'])
    projectSettings.write('/work/shop', 'settings.json', '{"disableAllHooks":true}')
    projectSettings.write('/work/other', 'settings.local.json', '{"env":{"PENATES_SESSION":""}}')
    const found = await look('{"env":{"PENATES_TOKEN":""}}')
    expect(found.map(({ state, detail }) => [state, detail])).to.deep.equal([
      ['warning', '/home/me/.claude/settings.json: "env" sets PENATES_TOKEN for hooks'],
      ['warning', '/work/shop/.claude/settings.json: "disableAllHooks" is true: no hook runs'],
      ['warning', '/work/other/.claude/settings.local.json: "env" sets PENATES_SESSION for hooks'],
    ])
    projectSettings.write('/work/shop', 'settings.json', '{"env":{"DEBUG":"1"}}')
    projectSettings.write('/work/other', 'settings.local.json', null)
    expect((await look('{}')).map(({ state, detail }) => [state, detail])).to.deep.equal([
      ['ok', 'nothing in them weakens the gate'],
      ['ok', 'note: /work/shop/.claude/settings.json: "env" sets variables that are not judged: DEBUG'],
    ])
  })
})
