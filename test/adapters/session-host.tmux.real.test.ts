import { spawn } from 'node:child_process'
import { access, chmod, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { describeSessionHost, type SessionHostHarness } from '../contracts/session-host.contract.js'
import { accountOfTests, OPEN_TO_ALL } from '../support/accounts.js'
import { eventually } from '../support/eventually.js'
import { aName } from '../support/sessions.js'
import { openTmuxHost, type TmuxOnOwnSocket } from '../support/tmux-host.js'

describeSessionHost('tmux', async () => harnessOn(await openTmuxHost()))

if (process.getuid?.() === 0)
  describeSessionHost('tmux as another account', async () => {
    const t = await openTmuxHost({ account: await accountOfTests() }, OPEN_TO_ALL)
    await chmod(t.directory, 0o755)
    return harnessOn(t)
  })

function harnessOn(t: TmuxOnOwnSocket): SessionHostHarness {
  const exact = async (name: string): Promise<string> => {
    const lines = (await t.tmux('list-sessions', '-F', '#{session_id} #{session_name}')).split('\n')
    return lines.find((line) => line.slice(line.indexOf(' ') + 1) === name)?.split(' ')[0] ?? name
  }
  return {
    host: t.host,
    directory: t.directory,
    dyingCommand: 'echo "last words"; sleep 0.1; exit 3',
    livingCommand: 'cat',
    startByHand: async (name) => {
      await t.tmux('new-session', '-d', '-c', t.directory, '-s', name.replace(/#(?!\[)/g, '##'), 'cat')
    },
    moveTo: async (name, folder) => {
      await mkdir(folder)
      const target = `${await exact(name)}:`
      await t.tmux('respawn-pane', '-k', '-t', target, `cd '${folder}' && touch here && exec cat`)
      await eventually(() => access(join(folder, 'here')))
    },
    renameByHand: async (from, to) => {
      await t.tmux('rename-session', '-t', `${await exact(from)}:`, to)
    },
    exit: async (name) => {
      await t.tmux('send-keys', '-t', `${await exact(name)}:`, 'C-d')
    },
    view: async (name) => {
      const target = `${await exact(name)}:`
      const viewer = spawn('tmux', ['-S', t.socketPath, '-C', 'attach-session', '-t', target], { env: t.environment })
      const isThere = async () =>
        (await t.tmux('list-clients', '-F', '#{client_pid}')).includes(`${viewer.pid ?? ''}\n`)
      await eventually(async () => void expect(await isThere()).to.equal(true))
      return async () => {
        viewer.stdin.end()
        await eventually(async () => void expect(await isThere()).to.equal(false))
      }
    },
    fill: async (name, lines) => {
      const file = join(t.directory, 'filling')
      await writeFile(file, lines.map((line) => `${line}\n`).join(''))
      const target = `${await exact(name)}:`
      await t.tmux('respawn-pane', '-k', '-t', target, `stty -echo; cat ${file}; exec cat >/dev/null`)
      await eventually(async () => {
        expect((await t.tmux('capture-pane', '-p', '-t', target)).trimEnd()).to.match(
          new RegExp(`${lines.at(-1) ?? ''}$`),
        )
      })
    },
    close: t.close,
  }
}

if (process.getuid?.() === 0)
  describe('tmuxSessionHost with an account for sessions', () => {
    it('starts what belongs to the hub itself as the user of the server', async () => {
      const t = await openTmuxHost({ account: await accountOfTests() }, OPEN_TO_ALL)
      await chmod(t.directory, 0o755)
      const spec = { directory: t.directory, command: 'sleep 60', environment: {}, size: { columns: 80, rows: 24 } }
      await t.host.start({ ...spec, name: aName('agent'), mouse: true })()
      await t.host.start({ ...spec, name: aName('hub'), mouse: true, asHub: true })()
      const panes = (await t.tmux('list-panes', '-a', '-F', '#{session_name} #{pane_pid}')).trim().split('\n')
      const owners = await Promise.all(
        panes.map(async (line) => {
          const [name = '', pid = ''] = line.split(' ')
          return [name, (await stat(`/proc/${pid}`)).uid]
        }),
      )
      expect(owners).to.deep.equal([
        ['agent', (await accountOfTests()).uid],
        ['hub', 0],
      ])
      await t.close()
    })
  })

describe('tmuxSessionHost in the tmux of a person', () => {
  it('leaves alone what new windows of the sessions get from their environment', async () => {
    const t = await openTmuxHost()
    for (const name of ['one', 'two']) {
      await t.tmux('new-session', '-d', '-s', name, 'cat')
      await t.tmux('set-environment', '-t', name, 'SSH_AUTH_SOCK', '/run/agent')
    }
    const agents = async (...names: string[]): Promise<string[]> =>
      Promise.all(names.map((name) => t.tmux('show-environment', '-t', name, 'SSH_AUTH_SOCK')))

    await t.host.list() // attaches to one of them
    expect(await agents('one', 'two')).to.deep.equal(Array(2).fill('SSH_AUTH_SOCK=/run/agent\n'))
    const attachedTo = (await t.tmux('list-clients', '-F', '#{session_name}')).trim()
    await t.host.end(attachedTo)() // moves on to the other
    expect(await agents(attachedTo === 'one' ? 'two' : 'one')).to.deep.equal(['SSH_AUTH_SOCK=/run/agent\n'])
    await t.close()
  })
})
