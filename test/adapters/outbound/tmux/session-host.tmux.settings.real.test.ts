import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { SessionSpec } from '../../../../application/sessions/session-host.port.js'
import { runningProcesses } from '../../../../infrastructure/process/process-table.js'
import { eventually } from '../../../support/eventually.js'
import { aName, namedEvent, type NamedEvent } from '../../../support/sessions.js'
import { openTmuxHost, type TmuxOnOwnSocket } from '../../../support/tmux-host.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'

/** Time in which a program that ends at once has ended and tmux has answered, on a busy machine too. */
const PATIENT_MS = 4_000
/** Longer than tmux copies output for a hub that is gone. A start keeps its process alive for as long. */
const LONGER_THAN_COPIES_MS = 25_000

/** The session host on tmux servers with settings of a person. */
describe('tmuxSessionHost under settings of the person', () => {
  let t: TmuxOnOwnSocket
  beforeEach(async () => {
    t = await openTmuxHost()
  })
  afterEach(() => t.close())

  const spec = (name: string): SessionSpec => ({
    id: sessionId(`id of ${name}`),
    name: aName(name),
    directory: t.directory,
    command: 'cat',
    environment: {},
    size: { columns: 100, rows: 20 },
    mouse: true,
  })
  const start = async (name: string): Promise<string> => {
    const started = await t.host.start(spec(name))()
    return E.isRight(started) ? started.right.name : JSON.stringify(started.left)
  }
  const names = async (): Promise<unknown> => {
    const listed = await t.host.list()
    return E.isRight(listed) ? listed.right.map(({ name }) => name) : listed.left._tag
  }
  /** Before the first session: as a configuration file would, in a server that leaves with its last session. */
  const configured = async (...settings: ReadonlyArray<ReadonlyArray<string>>): Promise<void> => {
    await t.tmux('new-session', '-d', '-s', 'mine', 'cat')
    for (const words of settings) await t.tmux(...words)
  }

  describe('the output of a program', () => {
    const pipes = (): Promise<string> => t.tmux('list-panes', '-a', '-F', '#{session_name} #{pane_pipe}')

    it('is copied while the start is watched, so that tmux reads it to the end, and no longer', async () => {
      await configured()
      const starting = t.another({ livesMs: PATIENT_MS }).start(spec('one'))()
      await eventually(async () => void expect(await pipes()).to.contain('one 1'))
      expect(await starting).to.have.nested.property('right.name', 'one')
      expect(await pipes()).to.equal('mine 0\none 0\n')
    })

    it('is copied for some seconds only after a hub that ended during the start', async () => {
      await configured()
      const server = Number(await t.tmux('display-message', '-p', '#{pid}'))
      const copies = async (): Promise<number> =>
        [...(await runningProcesses()).values()].filter(
          ({ parent, args }) => parent === server && /^timeout \d+ cat$/.test(args),
        ).length
      const ended = t.another({ livesMs: LONGER_THAN_COPIES_MS })
      void ended.start(spec('one'))()
      void ended.start(spec('two'))()
      await eventually(async () => void expect(await copies()).to.equal(2))
      ended.close()
      await eventually(async () => void expect(await copies()).to.equal(0), 40_000, 200)
      expect(await names()).to.include.members(['one', 'two'])
    }).timeout(60_000)

    it('goes on to where a hook of the person sends it', async () => {
      const log = join(t.directory, 'log')
      await configured(['set-hook', '-g', 'after-new-window', `pipe-pane 'cat >${log}'`])
      expect(await start('one')).to.equal('one')
      expect(await pipes()).to.equal('mine 0\none 1\n')
      await t.tmux('send-keys', '-t', '=one:', 'typed', 'Enter')
      await eventually(async () => void expect(await readFile(log, 'utf8')).to.contain('typed'))
      expect(await start('two')).to.equal('two')
    })
  })

  describe('after-new-session', () => {
    it('prints something', async () => {
      await configured(
        ['set-hook', '-g', 'after-new-session[0]', 'display-message -p "$99"'],
        ['set-hook', '-g', 'after-new-session[1]', 'run-shell "echo printed; echo %end"'],
      )
      expect(await start('one')).to.equal('one')
      expect(await names()).to.deep.equal(['mine', 'one'])
    })

    it('fails', async () => {
      await configured(['set-hook', '-g', 'after-new-session', 'kill-session -t =nowhere'])
      expect(await start('one')).to.equal('one')
    })

    it('takes 3 s, and nothing else fails meanwhile', async () => {
      await configured(['set-hook', '-g', 'after-new-session', "run-shell 'sleep 3; echo printed'"])
      await names()
      const starting = start('one')
      await eventually(async () => void expect(await t.tmux('list-sessions')).to.contain('one:'))
      const asked = Promise.all([names(), t.host.setMouse('mine', true)(), t.host.screen('mine', 1)()])
      expect(await starting).to.equal('one')
      const [listed, ...answers] = await asked
      expect(listed).to.deep.equal(['mine'])
      expect(answers.map(({ _tag }) => _tag)).to.deep.equal(['Right', 'Right'])
      expect(await names()).to.deep.equal(['mine', 'one'])
    })

    it('prints, takes 3 s and fails in the server that the first session starts', async () => {
      const host = t.another({
        binary: await t.withConfiguration(
          'set-hook -g after-new-session[0] "display-message -p first"',
          `set-hook -g after-new-session[1] "run-shell 'sleep 3; echo printed; exit 3'"`,
          'set-hook -g after-new-session[2] "kill-session -t =nowhere"',
        ),
      })
      expect(await host.start(spec('one'))()).to.have.nested.property('right.name', 'one')
    })
  })

  describe('destroy-unattached', () => {
    it('ends no session of the host when a client leaves', async () => {
      const host = t.another({ binary: await t.withConfiguration('set -g destroy-unattached on') })
      expect(await host.start(spec('one'))()).to.have.nested.property('right.name', 'one')
      expect(await host.start(spec('two'))()).to.have.nested.property('right.name', 'two')
      await t.tmux('display-message', '-p', 'a client that comes and goes')
      host.close()
      await eventually(async () => void expect(await t.tmux('list-clients')).to.equal(''))
      expect(await t.tmux('list-sessions', '-F', '#{session_name}')).to.equal('one\ntwo\n')
    })
  })

  describe('command-alias', () => {
    const SHADOWED = [
      'new-session',
      'new-window',
      'attach-session',
      'list-sessions',
      'list-clients',
      'list-panes',
      'display-message',
      'set-option',
      'set-hook',
      'set-environment',
      'kill-session',
      'rename-session',
      'send-keys',
      'capture-pane',
      'run-shell',
      'if-shell',
      'switch-client',
      'show-options',
    ]
    it('shadows every command that the host uses', async () => {
      const aliases = SHADOWED.map(
        (command, index) => `set -s command-alias[${String(50 + index)}] '${command}=wait-for -S x'`,
      )
      const binary = await t.withConfiguration(...aliases)
      const host = t.another({ binary })
      expect(await host.start(spec('one'))()).to.have.nested.property('right.name', 'one')
      const patient = t.another({ binary, livesMs: PATIENT_MS })
      const dead = await patient.start({ ...spec('dead'), command: 'sleep 0.1; exit 3' })()
      expect(dead).to.have.nested.property('left.exitCode', 3)
      expect(await host.start(spec('two'))()).to.have.nested.property('right.name', 'two')
      expect(await host.rename('two', aName('three'))()).to.have.nested.property('right.name', 'three')
      expect(await host.find('three')()).to.have.property('_tag', 'Right')
      expect(await host.type('one', 'typed')()).to.deep.equal(E.right(undefined))
      await eventually(async () => void expect(await host.screen('one', 1)()).to.deep.equal(E.right(['typed'])))
      expect(await host.scrollback('one', 10, 'history')()).to.deep.equal(E.right(''))
      expect(await host.setMouse('one', false)()).to.deep.equal(E.right(undefined))
      expect(await host.clipboard()).to.have.nested.property('right.value', 'external')
      expect(await host.end('three')()).to.deep.equal(E.right(undefined))
      expect(await host.end('one')()).to.deep.equal(E.right(undefined))
      expect(await host.list()).to.deep.equal(E.right([]))
    })
  })

  describe('the socket file', () => {
    it('is replaced by that of another server: its sessions are shown, those of the old one end', async () => {
      const events: NamedEvent[] = []
      t.host.watch((event) => events.push(namedEvent(event)))
      await configured()
      await t.tmux('new-session', '-d', '-s', 'second', 'cat')
      await eventually(() => void expect(events).to.have.length(2))
      const old = join(t.directory, 'old')
      await rename(t.socketPath, old)
      try {
        expect(await names()).to.deep.equal(['mine', 'second'])
        await t.tmux('new-session', '-d', '-s', 'real', 'cat')
        await eventually(async () => void expect(await names()).to.deep.equal(['real']))
        expect(events.slice(2)).to.deep.equal([
          { _tag: 'SessionEnded', name: 'mine', with: 'host' },
          { _tag: 'SessionEnded', name: 'second', with: 'host' },
          { _tag: 'SessionStarted', name: 'real' },
        ])
        expect(await start('one')).to.equal('one')
        expect(await t.tmux('list-sessions', '-F', '#{session_name}')).to.equal('one\nreal\n')
      } finally {
        await t.tmux('-S', old, 'kill-server')
      }
    })

    it('is made anew by the same server: nothing ends', async () => {
      const events: NamedEvent[] = []
      t.host.watch((event) => events.push(namedEvent(event)))
      await configured()
      await eventually(() => void expect(events).to.have.length(1))
      const pid = Number(await t.tmux('display-message', '-p', '#{pid}'))
      await rename(t.socketPath, join(t.directory, 'old'))
      process.kill(pid, 'SIGUSR1')
      await eventually(async () => void expect(await t.tmux('list-clients')).to.equal(''))
      await eventually(async () => void expect(await t.tmux('list-clients')).not.to.equal(''))
      await t.tmux('new-session', '-d', '-s', 'second', 'cat')
      await eventually(() => void expect(events).to.have.length(2))
      expect(events.at(-1)).to.deep.equal({ _tag: 'SessionStarted', name: 'second' })
    })
  })
})
