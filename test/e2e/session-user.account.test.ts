import { lstat, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { agentPlace, type AgentPlace } from '../support/agent-place.js'
import { gitIn } from '../support/board-places.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'
import { waitForApproval } from '../support/pending-approvals.js'
import { sessionAccountOfTests, type SessionAccountOfTests } from '../support/session-account.js'

const WITHIN_MS = 60_000
const POLL_MS = 300

/** Findings of a program in a session about itself and about the hub. */
interface Probe {
  readonly uid: number
  readonly groups: ReadonlyArray<number>
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Attempts that succeeded although they must not. */
  readonly reached: ReadonlyArray<string>
  readonly opensTerminal: boolean
  /** Status of a report on the own session, and of the list of sessions. */
  readonly report: number
  readonly list: number
}

/** `node probe.mjs <state folder> <process of the hub> <answer>`. */
const PROBE = `
import { execFileSync } from 'node:child_process'
import { openSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
const [, , state, hub, answer] = process.argv
const { PENATES_URL, PENATES_TOKEN, PENATES_SESSION, TMUX } = process.env
const attempts = {
  token: () => readFileSync(state + '/operator-token'),
  state: () => readdirSync(state),
  environment: () => readFileSync('/proc/' + hub + '/environ'),
  tmux: () => execFileSync('tmux', ['-S', TMUX.split(',')[0], 'list-sessions'], { stdio: 'pipe' }),
  root: () => process.setuid(0),
}
const succeeds = (attempt) => { try { attempt(); return true } catch { return false } }
const status = async (method, path, body) => (await fetch(PENATES_URL + path, {
  method, body,
  headers: { Authorization: 'Bearer ' + PENATES_TOKEN, 'X-Penates-Session': PENATES_SESSION, 'Content-Type': 'application/json' },
})).status
const names = ['HOME', 'USER', 'LOGNAME', 'SHELL', 'SSH_AUTH_SOCK', 'XDG_RUNTIME_DIR']
writeFileSync(answer + '.part', JSON.stringify({
  uid: process.getuid(),
  groups: process.getgroups(),
  variables: Object.fromEntries(names.map((name) => [name, process.env[name]])),
  reached: Object.keys(attempts).filter((name) => succeeds(attempts[name])),
  opensTerminal: succeeds(() => openSync('/dev/stderr', 'w')),
  report: await status('POST', '/api/hooks/Stop', '{}'),
  list: await status('GET', '/api/sessions'),
}))
renameSync(answer + '.part', answer)
`

describe('sessions of a separate account', function () {
  this.timeout(180_000)
  let account: SessionAccountOfTests
  let place: AgentPlace
  let hub: HubProcess
  const environment = (): Record<string, string> => ({
    SESSION_USER: account.name,
    SSH_AUTH_SOCK: '/run/of-root',
    // The temporary folder of a machine can be closed to others.
    TMPDIR: join(account.home, 'tmp'),
  })

  beforeEach(async () => {
    account = await sessionAccountOfTests()
    await mkdir(join(account.home, 'tmp'))
    place = await agentPlace({ before: account.before, agentHome: account.home })
    await account.own()
  })
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
    try {
      await place.close()
    } finally {
      await account.close()
    }
  })

  const start = async (): Promise<void> => {
    hub = await place.startHub({
      ...environment(),
      BRAINSTORM_TRUST_POLL_MS: '200',
      BRAINSTORM_TRUST_ATTEMPTS: '600',
    })
  }
  const create = async (name: string, directory: string, command: string): Promise<unknown> => {
    const { status, body } = await hub.call('POST', '/api/sessions', { name, directory, command })
    expect(status, JSON.stringify(body)).to.equal(201)
    return body
  }
  /** Owners of the processes in the panes of all sessions. */
  const owners = async (): Promise<ReadonlyArray<number>> => {
    const pids = (await place.tmux.run('list-panes', '-a', '-F', '#{pane_pid}')).trim().split('\n')
    return Promise.all(pids.map(async (pid) => (await stat(`/proc/${pid}`)).uid))
  }
  const areTheirs = (count: number): Promise<void> =>
    eventually(async () => {
      expect(await owners()).to.deep.equal(Array(count).fill(account.uid))
    })

  it('read nothing of the hub and speak to it with their own token', async () => {
    await start()
    const [probe, answer] = [join(account.home, 'probe.mjs'), join(account.home, 'answer.json')]
    await writeFile(probe, PROBE)
    const words = [process.execPath, probe, place.state, String(hub.process.pid), answer]
    await create('probe', account.home, `${words.map((word) => `'${word}'`).join(' ')}; exec cat`)
    let found: Probe | undefined
    await eventually(async () => {
      found = JSON.parse(await readFile(answer, 'utf8')) as Probe
    }, WITHIN_MS)
    expect(found).to.deep.equal({
      uid: account.uid,
      groups: [account.uid],
      variables: { HOME: account.home, USER: account.name, LOGNAME: account.name, SHELL: '/bin/bash' },
      reached: [],
      opensTerminal: true,
      report: 200,
      list: 403,
    })
    expect((await lstat(answer)).uid).to.equal(account.uid)
  })

  it('keep the account in every pane, after a death of tmux and after a restore', async () => {
    await start()
    await create('panes', account.home, 'sleep 900')
    await place.tmux.run('split-window', '-t', '=cc-panes:')
    await place.tmux.run('new-window', '-t', '=cc-panes:')
    await place.tmux.run('respawn-pane', '-k', '-t', '=cc-panes:^')
    await areTheirs(3)

    await create('dormant', account.home, 'sleep 900')
    await hub.call('DELETE', '/api/sessions/cc-dormant?keep=1')
    await hub.end('SIGKILL')
    await place.tmux.stop()
    await start()
    await areTheirs(1)
    const restored = await hub.call('POST', '/api/sessions/cc-dormant/restore')
    expect(restored.status, JSON.stringify(restored.body)).to.be.within(200, 201)
    await areTheirs(2)
  })

  it('are refused in a folder that the account cannot enter, and the hub where it cannot change to it', async () => {
    await start()
    const { status, body } = await hub.call('POST', '/api/sessions', {
      name: 'x',
      directory: place.home,
      shell: true,
    })
    expect([status, body]).to.deep.equal([
      400,
      { error: 'not-readable', code: 'UnusableDirectory', directory: place.home },
    ])
    await hub.end('SIGTERM')

    const gaveUp = await place.fail({ SESSION_USER: 'no-such-user-here' })
    expect(gaveUp.code).to.not.equal(0)
    expect(gaveUp.output).to.contain('SESSION_USER').and.contain('useradd --create-home')
    const examined = await place.runWith({ SESSION_USER: account.name }, 'doctor')
    expect(examined.output).to.match(new RegExp(`ok +session user +${account.name}`))
  })

  it('have the gate in place, and hooks that the hub installs for the account', async () => {
    const installed = await place.runWith({ ...environment(), PORT: String(place.port) }, 'hooks', 'install')
    expect(installed.code, installed.output).to.equal(0)
    const settings = join(account.home, '.claude', 'settings.json')
    expect((await lstat(settings)).uid).to.equal(account.uid)
    expect(await readFile(settings, 'utf8')).to.contain('/var/lib/penates/')

    await start()
    await hub.call('POST', '/api/approvals/config', { mode: 'strict' })
    const agent = await place.agent(hub, 'a', '--permission-mode bypassPermissions')
    await agent.ask('run: touch allowed')
    const asked = await question('cc-a')
    expect(await agent.has('allowed')).to.equal(false)
    await hub.call('POST', `/api/approvals/${asked.id}`, { decision: 'allow', digest: asked.digest })
    await eventually(async () => {
      expect(await agent.has('allowed')).to.equal(true)
    }, WITHIN_MS)
    await agent.shows('All done.')
    expect((await lstat(join(place.folder('a'), 'allowed'))).uid).to.equal(account.uid)
    // By the transcript in the account's home.
    const { body } = await hub.call('GET', '/api/approvals/alarms')
    expect(body).to.deep.equal({ alarms: [] })
  })

  it('work on cards in repositories of the account, which git changes as the account', async () => {
    const root = join(account.home, 'code', 'shop')
    await mkdir(root, { recursive: true })
    await gitIn(root, 'init', '--quiet', '--initial-branch=main')
    await gitIn(root, 'config', 'user.name', 'Ada')
    await gitIn(root, 'config', 'user.email', 'ada@example.org')
    await writeFile(join(root, 'spec.md'), '# Offline\n')
    await writeFile(
      join(root, 'CHANGELOG.md'),
      '# Shop\n\n## In Development: v1.1.0\n\n- [ ] Something else\n\n## Changelog\n',
    )
    await gitIn(root, 'add', '-A')
    await gitIn(root, 'commit', '--quiet', '-m', 'Begin')
    // Runs with each commit and merge, so it must not run as root.
    await writeFile(join(root, '.git', 'hooks', 'post-commit'), `#!/bin/sh\nid -u >>${account.home}/committers\n`, {
      mode: 0o755,
    })
    await writeFile(join(root, '.git', 'hooks', 'post-checkout'), `#!/bin/sh\nid -u >>${account.home}/committers\n`, {
      mode: 0o755,
    })
    await account.own()
    await start()
    await hub.call('POST', '/api/projects', { displayName: 'Shop', path: root })
    const made = await hub.call('POST', '/api/board/cards', { projectId: 'shop', title: 'Offline mode' })
    const { id } = made.body as { readonly id: string }
    await hub.call('PATCH', `/api/board/cards/${id}`, { brainstormDoc: 'spec.md', stage: 'brainstorming' })
    const spawned = await hub.call('POST', `/api/board/cards/${id}/implement`)
    expect(spawned.status, JSON.stringify(spawned.body)).to.equal(201)
    await eventually(
      async () => {
        const { body } = await hub.call('GET', '/api/board/cards')
        expect((body as { cards: ReadonlyArray<{ readonly stage: string }> }).cards[0]?.stage).to.equal('review')
      },
      WITHIN_MS,
      POLL_MS,
    )
    const finished = await hub.call('POST', `/api/board/cards/${id}/finish`, { push: false })
    expect(finished.status, JSON.stringify(finished.body)).to.equal(200)
    await eventually(async () => {
      expect(await readdir(root)).to.include('made-by-agent')
    }, WITHIN_MS)
    expect(new Set((await readFile(join(account.home, 'committers'), 'utf8')).trim().split('\n'))).to.deep.equal(
      new Set([String(account.uid)]),
    )
    expect(await strangers(root)).to.deep.equal([])
  })

  const question = (session: string) => waitForApproval(hub, (one) => one.session === session, WITHIN_MS)
  /** Paths below a folder that do not belong to the account. */
  const strangers = async (folder: string): Promise<ReadonlyArray<string>> => {
    const entries = await readdir(folder, { recursive: true })
    const owned = await Promise.all(entries.map(async (path) => ({ path, uid: (await lstat(join(folder, path))).uid })))
    return owned.filter(({ uid }) => uid !== account.uid).map(({ path }) => path)
  }
})
