import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { fileProfiles, type Profiles } from '../../../../adapters/inbound/cli/hub/profiles.js'
import { findTarget, type TargetOptions } from '../../../../adapters/inbound/cli/hub/target.js'
import { nodeDisk } from '../../../../infrastructure/files/disk.js'
import { cliDeps, runCli, type CliWorld } from '../../../support/run-cli.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const PROFILES: Profiles = { current: null, profiles: { far: { hub: 'https://far.test/hub', token: 'far-token' } } }
const IN_SESSION = { PENATES_URL: 'http://127.0.0.1:1', PENATES_TOKEN: 'session-token' }
const RUNNING: CliWorld = { runningUrl: () => Promise.resolve('http://127.0.0.1:3333') }

const target = async (options: TargetOptions, world: CliWorld = {}): Promise<unknown> => {
  const found = await findTarget(options, cliDeps({ stored: { profiles: PROFILES }, ...RUNNING, ...world }))
  return E.isRight(found) ? [found.right.url, found.right.token] : found.left.problem
}

describe('the hub that a command calls', () => {
  it('is the one of this machine with its token when nothing names another', async () => {
    expect(await target({})).to.deep.equal(['http://127.0.0.1:3333', 'stored'])
    expect(await target({}, { environment: { AUTH_TOKEN: 'given' } })).to.deep.equal(['http://127.0.0.1:3333', 'given'])
  })

  it('is that of the session inside of one, with the rights of the session', async () => {
    expect(await target({}, { environment: IN_SESSION })).to.deep.equal(['http://127.0.0.1:1', 'session-token'])
  })

  it('is that of the profile in use, of a named one before it, and of --hub before all', async () => {
    const stored = { profiles: { ...PROFILES, current: 'far' } }
    expect(await target({}, { stored })).to.deep.equal(['https://far.test/hub', 'far-token'])
    expect(await target({ profile: 'far' }, { environment: IN_SESSION })).to.deep.equal([
      'https://far.test/hub',
      'far-token',
    ])
    expect(await target({ hub: 'http://other.test' }, { stored })).to.deep.equal(['http://other.test', null])
  })

  it('gets no token that was stored for another address', async () => {
    expect(await target({ hub: 'http://other.test' }, { environment: IN_SESSION })).to.deep.equal([
      'http://other.test',
      null,
    ])
    expect(await target({ hub: 'https://far.test/hub/' })).to.deep.equal(['https://far.test/hub', 'far-token'])
    expect(await target({ hub: 'http://127.0.0.1:3333' })).to.deep.equal(['http://127.0.0.1:3333', 'stored'])
  })

  it('gets the token of an option or of a file', async () => {
    expect(await target({ token: 'own' })).to.deep.equal(['http://127.0.0.1:3333', 'own'])
    expect(await target({ 'token-file': '-' }, { texts: { '-': 'piped\n' } })).to.deep.equal([
      'http://127.0.0.1:3333',
      'piped',
    ])
    expect(await target({ token: 'a', 'token-file': 'b' })).to.contain('exclude each other')
    expect(await target({ token: 'with\nline' })).to.equal('--token contains no token')
  })

  for (const url of [
    'http://me:secret@hub.test',
    'https://secret@hub.test',
    'http://hub.test/#token=secret',
    'http://hub.test/?t=secret',
    'ftp://secret',
    'secret',
  ])
    it(`is never ${JSON.stringify(url)}, which the message does not repeat`, async () => {
      const { code, out, err } = await runCli(['sessions', 'ls', '--hub', url])
      expect([code, out, err.includes('secret')]).to.deep.equal([2, '', false])
    })
})

describe('penates profiles', () => {
  const scratch = scratchFolder()

  it('are added, listed without their tokens, used and removed', async () => {
    const stored = { profiles: { current: null, profiles: {} } as Profiles }
    const world = { stored, texts: { '-': 'secret\n' } }
    const lines = [
      'add far https://far.test/',
      'add open http://open.test --without-token',
      'use far',
      'ls',
      'rm far',
      'ls --json',
    ]
    const runs = []
    for (const line of lines) runs.push(await runCli(`profiles ${line}`, world))
    expect(runs.map(({ code, err }) => [code, err])).to.deep.equal(lines.map(() => [0, '']))
    expect(runs[3]?.out).to.match(/\* +far +https:\/\/far\.test +yes\n +open +http:\/\/open\.test +no\n/)
    expect(runs.some(({ out }) => out.includes('secret'))).to.equal(false)
    expect(stored.profiles).to.deep.equal({
      current: null,
      profiles: { open: { hub: 'http://open.test', token: null } },
    })
    expect((await runCli('profiles rm far', world)).code).to.equal(5)
  })

  it('are stored in a file that only its owner can read', async () => {
    const path = join(scratch(), 'config', 'profiles.json')
    const store = fileProfiles(nodeDisk, path)
    expect(await store.read()).to.deep.equal(E.right({ current: null, profiles: {} }))
    await store.write(PROFILES)
    expect([(await stat(path)).mode & 0o777, await store.read()]).to.deep.equal([
      0o600,
      E.right({ version: 1, ...PROFILES }),
    ])
  })

  it('are not taken from an invalid file, and its text is not repeated', async () => {
    const path = join(scratch(), 'profiles.json')
    for (const text of ['secret', '{"version":1,"current":7,"profiles":{"a":{"hub":"secret"}}}']) {
      await writeFile(path, text)
      const read = await fileProfiles(nodeDisk, path).read()
      expect([E.isLeft(read), JSON.stringify(read).includes('secret')]).to.deep.equal([true, false])
    }
  })
})
