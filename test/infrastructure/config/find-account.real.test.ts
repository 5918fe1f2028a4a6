import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { findAccount, type AccountMachine } from '../../../infrastructure/config/find-account.js'
import { findProgram } from '../../../infrastructure/process/find-program.js'
import { scratchFolder } from '../../support/scratch-folder.js'

const PATH = process.env['PATH'] ?? ''
const ROOT: AccountMachine = { platform: 'linux', uid: 0, searchPath: PATH }

describe('the account that sessions run as', () => {
  const folder = scratchFolder()
  const refusal = async (name: string, changes: Partial<AccountMachine> = {}): Promise<string> => {
    const found = await findAccount(name, { ...ROOT, ...changes })
    return E.isLeft(found) ? found.left : 'found'
  }
  /** A search path of `getent` and the programs of these texts alone. */
  const pathWith = async (programs: Readonly<Record<string, string>>): Promise<string> => {
    const bin = join(folder(), 'bin')
    await mkdir(bin)
    for (const [name, text] of Object.entries(programs)) await writeFile(join(bin, name), text, { mode: 0o755 })
    await symlink((await findProgram('getent', PATH)) ?? '', join(bin, 'getent'))
    return bin
  }

  it('is refused with what to do about it where it cannot be used', async () => {
    expect(await refusal('nobody', { platform: 'darwin' })).to.contain('Linux only')
    expect(await refusal('nobody', { uid: 1000 })).to.contain('start it as root')
    expect(await refusal('nobody', { uid: undefined })).to.contain('start it as root')
    expect(await refusal('no-such-user-here')).to.contain('useradd --create-home')
    expect(await refusal('0')).to.contain('names no user')
    expect(await refusal('root')).to.contain('root itself')
    expect(await refusal('nobody', { searchPath: await pathWith({}) })).to.contain('install util-linux')
  })

  it('is refused where setpriv cannot change to it', async () => {
    const setpriv = '#!/bin/sh\necho "setpriv: unrecognized option: reuid" >&2\nexit 1\n'
    const said = await refusal('nobody', { searchPath: await pathWith({ setpriv }) })
    expect(said).to.contain('unrecognized option: reuid').and.contain('util-linux')
  })
})
