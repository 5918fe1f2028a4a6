import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import * as T from 'fp-ts/lib/Task.js'
import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import type { SessionSpec } from '../../../../application/sessions/session-host.port.js'
import type { Session } from '../../../../domain/sessions/session.js'
import { eventually } from '../../../support/eventually.js'
import { right } from '../../../support/results.js'
import { aName, namedEvent, type NamedEvent } from '../../../support/sessions.js'
import { openTmuxHost, type TmuxOnOwnSocket } from '../../../support/tmux-host.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'

describe('tmuxSessionHost', () => {
  let t: TmuxOnOwnSocket
  let events: NamedEvent[]
  beforeEach(async () => {
    t = await openTmuxHost()
    const heard: NamedEvent[] = []
    events = heard
    t.host.watch((event) => heard.push(namedEvent(event)))
  })
  afterEach(() => t.close())

  const spec = (changes: Partial<SessionSpec> = {}): SessionSpec => ({
    id: sessionId(`id of ${changes.name ?? 'one'}`),
    name: aName('one'),
    directory: t.directory,
    command: 'cat',
    environment: {},
    size: { columns: 91, rows: 33 },
    mouse: true,
    ...changes,
  })
  const start = async (changes: Partial<SessionSpec> = {}): Promise<Session> => {
    const answer = await t.host.start(spec(changes))()
    if (E.isRight(answer)) return answer.right
    throw new Error(JSON.stringify(answer.left))
  }
  const byHand = (...words: string[]) => t.tmux('new-session', '-d', ...words)
  const listed = async (name: string, host = t.host): Promise<Session | undefined> => {
    const answer = await host.list()
    return E.isRight(answer) ? answer.right.find((session) => session.name === name) : undefined
  }
  const options = () => Promise.all(['-g', '-gw', '-s'].map((scope) => t.tmux('show-options', scope)))

  it('gives the first pane its size and a long history, and changes nothing that is not the session’s', async () => {
    await byHand('-s', 'base', 'cat')
    await t.tmux('set-option', '-g', 'base-index', '4')
    const before = await options()
    await start({ mouse: true })
    await start({ name: aName('two'), mouse: false })
    const facts =
      '#{window_index} #{window_panes} #{pane_width}x#{pane_height} #{history_limit} #{history_size} #{pane_dead}'
    expect(await t.tmux('list-panes', '-s', '-t', '=one', '-F', facts)).to.equal('4 1 91x33 10000 0 0\n')
    expect(await options()).to.deep.equal(before)
    const mouse = (name: string) => t.tmux('show-options', '-v', '-t', `=${name}:`, 'mouse')
    expect([await mouse('one'), await mouse('two'), await mouse('base')]).to.deep.equal(['on\n', 'off\n', ''])
    expect(await t.host.setMouse('two', true)()).to.deep.equal(E.right(undefined))
    expect([await mouse('two'), await mouse('base')]).to.deep.equal(['on\n', ''])
    expect(await t.tmux('show-options', '-w', '-t', '=one:')).to.equal('')
    expect(await t.tmux('show-hooks', '-w', '-t', '=one:')).to.equal('')
  })

  it('types a text as it is into the program, names of keys and what a shell or a format would expand too', async () => {
    await start({ command: 'read -r line; printf "got <%s>" "$line"; exec cat' })
    const text = "Enter -l C-c #{host} $HOME; 'größe' \\n"
    expect(await t.host.type('one', text)()).to.deep.equal(E.right(undefined))
    await t.host.press('one', 'Enter')()
    await eventually(async () => {
      expect(await t.host.screen('one', 1)()).to.deep.equal(E.right([`got <${text}>`]))
    })
  })

  it('pastes 60,000 characters between the marks of a bracketed paste, and presses Enter, while the pane shows its history', async () => {
    const bytes = 60_000
    const command = `stty raw -echo; printf '\\033[?2004hready'; head -c ${String(bytes + 13)} | od -An -c | head -1; exec cat`
    await start({ command })
    await eventually(async () => void expect(await t.host.screen('one', 1)()).to.deep.equal(E.right(['ready'])))
    await t.tmux('copy-mode', '-t', '=one:')
    const text = `a\n$(b) "c" #{d} ~${'x'.repeat(bytes)}`.slice(0, bytes)
    expect(await t.host.paste('one', text)()).to.deep.equal(E.right(undefined))
    expect(await t.host.press('one', 'Enter')()).to.deep.equal(E.right(undefined))
    await eventually(async () => {
      const screen = right(await t.host.screen('one', 3)()).join('')
      expect(screen.replaceAll(/\s+/g, ' ')).to.contain('033 [ 2 0 0 ~ a \\r $ ( b ) ')
    })
    expect(await t.tmux('list-buffers')).to.equal('')
  })

  it('types into the program while the pane is in copy mode or shows a chooser, whose keys run nothing', async () => {
    await start({ command: 'stty -echo; printf ready; read line; echo "got <$line>"; exec cat' })
    await eventually(async () => void expect(await t.host.screen('one', 1)()).to.deep.equal(E.right(['ready'])))
    await t.tmux('copy-mode', '-t', '=one:')
    expect(await t.host.type('one', ':kill')()).to.deep.equal(E.right(undefined))
    await t.tmux('choose-tree', '-t', '=one:')
    expect(await t.host.type('one', '-x')()).to.deep.equal(E.right(undefined))
    await t.host.press('one', 'Enter')()
    await eventually(async () => {
      expect(await t.host.screen('one', 1)()).to.deep.equal(E.right(['readygot <:kill-x>']))
    })
  })

  it('presses Escape in the program', async () => {
    await start({ command: 'stty -icanon -echo; printf ready; head -c 1 | od -An -c; exec cat' })
    await eventually(async () => {
      expect(await t.host.screen('one', 1)()).to.deep.equal(E.right(['ready']))
    })
    expect(await t.host.press('one', 'Escape')()).to.deep.equal(E.right(undefined))
    await eventually(async () => {
      expect(await t.host.screen('one', 1)()).to.deep.equal(E.right(['ready 033']))
    })
  })

  it('presses Enter in the program, and in no other', async () => {
    await start({ command: 'read line; echo "got it"; exec cat' })
    await start({ name: aName('two'), command: 'read line; echo "got it"; exec cat' })
    expect(await t.host.press('one', 'Enter')()).to.deep.equal(E.right(undefined))
    await eventually(async () => {
      expect(await t.host.screen('one', 5)()).to.deep.equal(E.right(['', 'got it']))
    })
    expect(await t.host.screen('two', 5)()).to.deep.equal(E.right([]))
  })

  it('gives the session a window of the right size when it starts the server too', async () => {
    await start()
    const facts = '#{window_index} #{pane_width}x#{pane_height} #{history_limit}'
    expect(await t.tmux('list-panes', '-s', '-t', '=one', '-F', facts)).to.equal('0 91x33 10000\n')
  })

  it('lets a session end with its program once it has started', async () => {
    await byHand('-s', 'base', 'cat')
    await start({ command: 'read line; exit 1' })
    await t.tmux('send-keys', '-t', '=one:', 'Enter')
    await eventually(() => {
      expect(events.slice(1)).to.deep.equal([
        { _tag: 'SessionStarted', name: 'one' },
        { _tag: 'SessionEnded', name: 'one', with: 'session' },
      ])
    })
    expect(await t.tmux('list-sessions', '-F', '#{session_name}')).to.equal('base\n')
  })

  it('answers at once when the program dies, however long it is watched', async () => {
    const clock = memoryClock()
    const host = t.another({ clock })
    await byHand('-s', 'base', 'cat')
    const died = await host.start(spec({ command: 'seq 1 50; kill -9 $$' }))()
    expect(died).to.have.property('_tag', 'Left')
    expect(died).to.have.nested.property('left.exitCode', null)
    expect(died).to.have.nested.property('left.lastLines').that.has.length(20).and.includes('50')
    host.close()
    expect(clock.waiting()).to.equal(0)
  })

  it('counts a program as started that has lived for 1.5 s, as the hub ships it', async () => {
    await byHand('-s', 'base', 'cat')
    const host = t.asShipped()
    const startedAt = performance.now()
    const [died, lived] = await Promise.all([
      host.start({ ...spec({ command: 'sleep 0.9; exit 3' }), name: aName('died') })(),
      host.start({ ...spec(), name: aName('lived') })(),
    ])
    expect(died).to.have.nested.property('left.exitCode', 3)
    expect(lived).to.have.nested.property('right.name', 'lived')
    expect(performance.now() - startedAt).to.be.at.least(1_500)
  })

  it('does not count a session as started before its time', async () => {
    await byHand('-s', 'base', 'cat')
    const clock = memoryClock()
    const host = t.another({ clock })
    const told: NamedEvent[] = []
    host.watch((event) => told.push(namedEvent(event)))
    await eventually(async () => void expect(await listed('base', host)).not.to.equal(undefined))
    const starting = host.start(spec())()
    await eventually(async () => void expect(await t.tmux('list-panes', '-a')).to.contain('91x33'))
    await eventually(() => void expect(events).to.deep.include({ _tag: 'SessionStarted', name: 'one' }))
    expect([told, await listed('one', host)]).to.deep.equal([[], undefined])
    const command = () => t.tmux('list-panes', '-t', '=one:', '-F', '#{pane_current_command}')
    await eventually(async () => void expect(await command()).to.match(/^(sh|cat)\n$/))
    // It is being watched now or in a moment. All of its time but a little can pass before it is given up.
    const answers: unknown[] = []
    void starting.then((answer) => answers.push(answer))
    for (let round = 0; round < 4 && answers.length === 0; round += 1) {
      clock.advance(1500)
      await eventually(() => void expect(answers).to.have.length(1), 3_000).catch(() => undefined)
    }
    expect(answers).to.have.nested.property('[0]._tag', 'Right')
    expect(told).to.deep.equal([{ _tag: 'SessionStarted', name: 'one' }])
  })

  it('leaves no dead program behind when the hub dies while it starts', async () => {
    await byHand('-s', 'base', 'cat')
    const host = t.another()
    void host.start(spec({ command: 'sleep 0.5' }))()
    // The program has its history; what stands in for it until then ends after 20 s.
    await eventually(async () => void expect(await t.tmux('list-panes', '-a')).to.match(/91x33.*history 0\/10000/))
    host.close()
    await eventually(async () => void expect(await t.tmux('list-panes', '-a')).not.to.contain('91x33'))
  })

  it('counts every viewer but the hubs’ own connections', async () => {
    await byHand('-s', 'one', 'cat')
    const other = t.another()
    expect((await listed('one', other))?.viewers).to.equal(0)
    expect((await listed('one'))?.viewers).to.equal(0)
    await eventually(async () => void expect((await t.tmux('list-clients')).trim().split('\n')).to.have.length(2))
    const viewer = spawn('tmux', ['-S', t.socketPath, '-C', 'attach-session', '-t', '=one'], { env: t.environment })
    await eventually(async () => void expect((await listed('one'))?.viewers).to.equal(1))
    viewer.stdin.end()
    await eventually(async () => void expect((await listed('one'))?.viewers).to.equal(0))
    expect(events.slice(-2)).to.deep.equal([
      { _tag: 'SessionAttached', name: 'one', attached: true },
      { _tag: 'SessionAttached', name: 'one', attached: false },
    ])
  })

  it('clears away the connection of a hub that is no more', async () => {
    await byHand('-s', 'one', 'cat')
    const dead = spawn('true')
    await new Promise((resolve) => dead.on('exit', resolve))
    const left = spawn('tmux', ['-S', t.socketPath, '-C', 'attach-session', '-f', 'no-output'], {
      env: { ...t.environment, TERM: `penates-hub-${dead.pid ?? 0}` },
    })
    const gone = new Promise((resolve) => left.on('exit', resolve))
    await gone
    expect((await listed('one'))?.viewers).to.equal(0)
  })

  it('follows where the program is and what runs in front', async () => {
    await start({ command: '' })
    expect(await listed('one')).to.include({ path: t.directory, startCommand: null })
    await t.tmux('send-keys', '-t', '=one:', 'cd / && exec cat', 'Enter')
    await eventually(async () => void expect(await listed('one')).to.include({ path: '/', foreground: 'cat' }))
    expect(await listed('one')).to.include({ startDirectory: t.directory, startCommand: null })
  })

  it('reports the command of the first pane, also after later panes', async () => {
    await byHand('-s', 'one', '-c', t.directory, 'cat -u')
    await t.tmux('split-window', '-h', '-b', '-t', '=one:', '-c', '/', 'cat -n')
    await t.tmux('new-window', '-t', '=one:', '-c', '/', 'cat -e')
    await eventually(async () => void expect(await listed('one')).to.include({ windows: 2, path: '/' }))
    // The pane in the first corner of the first window stands for the first one.
    expect((await listed('one'))?.startDirectory).to.equal('/')
  })

  it('takes a screen that looks like the end of an answer for what it is', async () => {
    const rows = Array.from({ length: 400 }, (_, index) => `%end ${Math.floor(Date.now() / 1000)} ${300 + index} 1`)
    const forgery = [...rows, '%begin 1 1 1', '%exit', '%sessions-changed', '%error 1 1 1'].join('\n')
    await writeFile(join(t.directory, 'forgery'), forgery)
    await byHand('-s', 'one', '-x', '80', '-y', '300', '-c', t.directory, 'cat forgery; cat')
    await eventually(async () => {
      const screen = await t.host.screen('one', 3)()
      expect(screen).to.deep.equal(E.right(['%exit', '%sessions-changed', '%error 1 1 1']))
    })
    expect(await t.host.screen('one', 300)())
      .to.have.nested.property('right')
      .that.has.length(300)
    expect(await t.host.scrollback('one', 2, 'history')()).to.have.property('_tag', 'Right')
    expect(await listed('one')).to.include({ windows: 1 })
  })

  it('ends programs that are deaf to the end of their terminal', async () => {
    await start({ command: 'trap "" HUP TERM; while :; do sleep 0.05; done' })
    const pid = Number(await t.tmux('display-message', '-p', '-t', '=one:', '#{pane_pid}'))
    expect(await t.host.end('one')()).to.deep.equal(E.right(undefined))
    await eventually(async () => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State:\tX')
      expect(status).to.match(/State:\s+[XZ]/)
    })
  })

  it('starts a server the way it is told to', async () => {
    const host = t.another({ launch: T.of(['env', 'LAUNCHED=so']) })
    expect(E.isRight(await host.start(spec())())).to.equal(true)
    expect(await t.tmux('show-environment', '-g', 'LAUNCHED')).to.equal('LAUNCHED=so\n')
  })

  it('runs commands for others over its connection', async () => {
    expect(await t.host.command(['list-sessions'])()).to.deep.equal(E.right(null))
    await byHand('-s', 'one', 'cat')
    const names = ['list-sessions', '-F', '#{session_name}'] as const
    await eventually(async () => void expect(await t.host.command(names)()).to.deep.equal(E.right('one\n')))
    expect(await t.host.command(['nonsense'])()).to.deep.equal(E.right(null))
  })
})
