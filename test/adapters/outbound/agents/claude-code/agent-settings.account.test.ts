import { chmod, chown, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { accountAgentSettings } from '../../../../../adapters/outbound/agents/claude-code/agent-settings.account.js'
import { accountCommandRunner } from '../../../../../adapters/outbound/process/command-runner.account.js'
import { processCommandRunner } from '../../../../../adapters/outbound/process/command-runner.process.js'
import type { AgentSettings } from '../../../../../application/hooks/agent-settings.port.js'
import type { Account } from '../../../../../infrastructure/process/as-account.js'
import { describeAgentSettings } from '../../../../contracts/agent-settings.contract.js'
import { accountOfTests, OPEN_TO_ALL } from '../../../../support/accounts.js'
import { leftTag } from '../../../../support/results.js'

const ENVIRONMENT = { PATH: process.env['PATH'] ?? '' }

describeAgentSettings('a file of another account', async () => {
  const account = await accountOfTests()
  const folder = await mkdtemp(join(OPEN_TO_ALL, 'penates-settings-'))
  await chown(folder, account.uid, account.gid)
  const runner = accountCommandRunner(
    processCommandRunner(() => ENVIRONMENT),
    account,
    ENVIRONMENT,
  )
  return {
    settings: accountAgentSettings(runner, folder),
    write: async (text) => {
      await writeFile(join(folder, 'settings.json'), text)
      await chown(join(folder, 'settings.json'), account.uid, account.gid)
    },
    close: () => rm(folder, { recursive: true }),
  }
})

describe('the settings file of Claude Code of another account', () => {
  let account: Account
  let folder: string
  let settings: AgentSettings
  const file = () => join(folder, '.claude', 'settings.json')

  beforeEach(async () => {
    account = await accountOfTests()
    folder = await mkdtemp(join(OPEN_TO_ALL, 'penates-settings-'))
    await chown(folder, account.uid, account.gid)
    const runner = accountCommandRunner(
      processCommandRunner(() => ENVIRONMENT),
      account,
      ENVIRONMENT,
    )
    settings = accountAgentSettings(runner, join(folder, '.claude'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const theirs = async (path: string, text: string, mode = 0o644): Promise<void> => {
    await writeFile(path, text)
    await chmod(path, mode)
    await chown(path, account.uid, account.gid)
  }

  it('is refused where it is read-only, and stays as it is', async () => {
    await settings.replace(null, '{}')()
    await chmod(file(), 0o444)
    expect(leftTag(await settings.replace('{}', '{"a":1}')())).to.equal('Unavailable')
    expect(leftTag(await settings.replace('{}', null)())).to.equal('Unavailable')
    expect([await readFile(file(), 'utf8'), await readdir(join(folder, '.claude'))]).to.deep.equal([
      '{}',
      ['settings.json'],
    ])
  })

  it('is made when there is none, and belongs to the account', async () => {
    expect(await settings.read()).to.deep.equal(E.right(null))
    expect(await settings.replace(null, '{"größe":1}\n')()).to.deep.equal(E.right(undefined))
    expect(await settings.read()).to.deep.equal(E.right('{"größe":1}\n'))
    const { uid, mode } = await stat(file())
    expect([uid, mode & 0o777]).to.deep.equal([account.uid, 0o600])
    expect(await readdir(join(folder, '.claude'))).to.deep.equal(['settings.json'])
  })

  it('keeps its mode, and a link stays a link', async () => {
    await mkdir(join(folder, '.claude'))
    await chown(join(folder, '.claude'), account.uid, account.gid)
    const real = join(folder, 'dotfiles.json')
    await theirs(real, '{}', 0o640)
    await symlink(real, file())
    expect(await settings.replace('{}', '{"a":1}')()).to.deep.equal(E.right(undefined))
    expect((await lstat(file())).isSymbolicLink()).to.equal(true)
    expect([await readFile(real, 'utf8'), (await stat(real)).mode & 0o777]).to.deep.equal(['{"a":1}', 0o640])
  })

  it('is refused where it is a link to a file that is not there, and stays a link', async () => {
    await mkdir(join(folder, '.claude'))
    await chown(join(folder, '.claude'), account.uid, account.gid)
    await symlink(join(folder, 'dotfiles.json'), file())
    const refused = await settings.replace(null, '{}')()
    expect(E.isLeft(refused) && refused.left.detail).to.contain('link to a file that is not there')
    expect((await lstat(file())).isSymbolicLink()).to.equal(true)
    expect(await readdir(folder)).to.deep.equal(['.claude'])
  })

  it('is not written when another process has changed it, or when it is not UTF-8', async () => {
    await mkdir(join(folder, '.claude'))
    await chown(join(folder, '.claude'), account.uid, account.gid)
    await theirs(file(), '{"theirs":1}')
    expect(leftTag(await settings.replace('{}', '{"ours":1}')())).to.equal('Unavailable')
    expect(await readFile(file(), 'utf8')).to.equal('{"theirs":1}')
    await writeFile(file(), Buffer.from([0x7b, 0xff, 0x7d]))
    expect(leftTag(await settings.read())).to.equal('Unavailable')
    expect(await readdir(join(folder, '.claude'))).to.deep.equal(['settings.json'])
  })

  it('leads to no file that the account itself cannot read or replace', async () => {
    const ofRoot = join(folder, 'of-root')
    await mkdir(ofRoot, { mode: 0o700 })
    await writeFile(join(ofRoot, 'secret.json'), '{}')
    await mkdir(join(folder, '.claude'))
    await symlink(join(ofRoot, 'secret.json'), file())
    expect(await settings.read()).to.deep.equal(E.right(null))
    expect(leftTag(await settings.replace('{}', '{"a":1}')())).to.equal('Unavailable')
    await chmod(ofRoot, 0o755)
    expect(leftTag(await settings.replace('{}', '{"a":1}')())).to.equal('Unavailable')
    expect(await readFile(join(ofRoot, 'secret.json'), 'utf8')).to.equal('{}')
  })
})
