import * as E from 'fp-ts/lib/Either.js'
import {
  access,
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fsAgentSettings } from '../../../../../adapters/outbound/agents/claude-code/agent-settings.fs.js'
import { fsHookScripts } from '../../../../../adapters/outbound/agents/claude-code/hook-scripts.fs.js'
import {
  memoryAgentSettings,
  memoryHookScripts,
} from '../../../../../adapters/outbound/memory/agent-settings.memory.js'
import { nodeDisk } from '../../../../../infrastructure/files/disk.js'
import { describeAgentSettings } from '../../../../contracts/agent-settings.contract.js'
import { describeHookScripts } from '../../../../contracts/hook-scripts.contract.js'
import { describeFake } from '../../../../contracts/mutants.js'
import { leftTag } from '../../../../support/results.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

const ownFolder = async (): Promise<{ readonly folder: string; readonly close: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-test-'))
  return { folder, close: () => rm(folder, { recursive: true }) }
}

describeFake(describeAgentSettings, ['settings'], () => {
  const settings = memoryAgentSettings()
  return Promise.resolve({
    settings,
    write: (text) => {
      settings.text = text
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  })
})
describeAgentSettings('a file', async () => {
  const { folder, close } = await ownFolder()
  return {
    settings: fsAgentSettings(join(folder, '.claude')),
    write: async (text) => {
      await mkdir(join(folder, '.claude'), { recursive: true })
      await writeFile(join(folder, '.claude', 'settings.json'), text)
    },
    close,
  }
})

describeFake(describeHookScripts, ['scripts'], () => {
  const scripts = memoryHookScripts()
  return Promise.resolve({
    scripts,
    areThere: () => Promise.resolve(scripts.areInstalled()),
    close: () => Promise.resolve(),
  })
})
describeHookScripts('files', async () => {
  const { folder, close } = await ownFolder()
  const scripts = fsHookScripts({ disk: nodeDisk, parent: folder })
  const isThere = (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    )
  return {
    scripts,
    areThere: async () => (await Promise.all(Object.values(scripts.paths).map(isThere))).every(Boolean),
    close,
  }
})

describe('the settings file of Claude Code', () => {
  const folder = scratchFolder()
  const file = () => join(folder(), '.claude', 'settings.json')
  const settings = () => fsAgentSettings(join(folder(), '.claude'))

  it('is made when there is none, for its owner’s eyes only', async () => {
    expect(await settings().read()).to.deep.equal(E.right(null))
    expect(await settings().replace(null, '{}\n')()).to.deep.equal(E.right(undefined))
    expect([await readFile(file(), 'utf8'), (await stat(file())).mode & 0o777]).to.deep.equal(['{}\n', 0o600])
  })

  it('keeps its mode, and a link stays a link', async () => {
    await mkdir(join(folder(), '.claude'))
    const real = join(folder(), 'dotfiles.json')
    await writeFile(real, '{}')
    await chmod(real, 0o640)
    await symlink(real, file())
    await settings().replace('{}', '{"a":1}')()
    expect((await lstat(file())).isSymbolicLink()).to.equal(true)
    expect([await readFile(real, 'utf8'), (await stat(real)).mode & 0o777]).to.deep.equal(['{"a":1}', 0o640])
  })

  it('is refused where it is a link to a file that is not there, and stays a link', async () => {
    await mkdir(join(folder(), '.claude'))
    await symlink(join(folder(), 'dotfiles.json'), file())
    expect(await settings().read()).to.deep.equal(E.right(null))
    const refused = await settings().replace(null, '{}')()
    expect(E.isLeft(refused) && refused.left.detail).to.contain('link to a file that is not there')
    expect((await lstat(file())).isSymbolicLink()).to.equal(true)
    expect(await readdir(folder())).to.deep.equal(['.claude'])
  })

  it('is not written when another process has changed it, or when it is not UTF-8', async () => {
    await mkdir(join(folder(), '.claude'))
    await writeFile(file(), '{"theirs":1}')
    expect(leftTag(await settings().replace('{}', '{"ours":1}')())).to.equal('Unavailable')
    expect(leftTag(await settings().replace(null, '{"ours":1}')())).to.equal('Unavailable')
    await writeFile(file(), Buffer.from([0x7b, 0xff, 0x7d]))
    expect(leftTag(await settings().read())).to.equal('Unavailable')
    expect(await readdir(join(folder(), '.claude'))).to.deep.equal(['settings.json'])
  })

  it('is refused where it is read-only, also behind a link, and stays as it is', async () => {
    await mkdir(join(folder(), '.claude'))
    const real = join(folder(), 'dotfiles.json')
    await writeFile(real, '{}')
    await chmod(real, 0o444)
    await symlink(real, file())
    const refused = await settings().replace('{}', '{"a":1}')()
    expect(refused).to.deep.nested.include({ _tag: 'Left', 'left._tag': 'Unavailable' })
    expect(E.isLeft(refused) && refused.left.detail).to.contain('read-only')
    expect(leftTag(await settings().replace('{}', null)())).to.equal('Unavailable')
    expect([await readFile(file(), 'utf8'), (await readdir(folder())).sort()]).to.deep.equal([
      '{}',
      ['.claude', 'dotfiles.json'],
    ])
  })

  it('loses what an install that was killed left, once that is old', async () => {
    await mkdir(join(folder(), '.claude'))
    const [old, young] = [`settings.json.${'a'.repeat(16)}.tmp`, `settings.json.${'b'.repeat(16)}.tmp`]
    for (const name of [old, young]) await writeFile(join(folder(), '.claude', name), '{')
    const hourAgo = new Date(Date.now() - 3_600_000)
    await utimes(join(folder(), '.claude', old), hourAgo, hourAgo)
    await settings().replace(null, '{}')()
    expect((await readdir(join(folder(), '.claude'))).toSorted()).to.deep.equal(['settings.json', young])
  })

  it('gets scripts beside the state that import nothing of ours but each other, and loses them again', async () => {
    const scripts = fsHookScripts({ disk: nodeDisk, parent: folder() })
    await scripts.install()
    const ours = (await readdir(join(folder(), 'hooks'))).map((name) => `./${name}`)
    for (const path of Object.values(scripts.paths)) {
      const imports = (await readFile(path, 'utf8')).matchAll(/from '([^']+)'/g)
      const foreign = [...imports].filter(([, name = '']) => !name.startsWith('node:') && !ours.includes(name))
      expect(foreign).to.deep.equal([])
    }
    for (const isShared of [false, true]) {
      await fsHookScripts({ disk: nodeDisk, parent: folder(), isShared }).install()
      // The only one that the CLI starts by itself.
      expect((await stat(scripts.paths.argsCheck)).mode & 0o777).to.equal(isShared ? 0o755 : 0o700)
    }
    await scripts.remove()
    await scripts.remove()
    expect(await readdir(join(folder(), 'hooks'))).to.deep.equal([])
  })
})
