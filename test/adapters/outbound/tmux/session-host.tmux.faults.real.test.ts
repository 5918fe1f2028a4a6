import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { SessionSpec } from '../../../../application/sessions/session-host.port.js'
import { eventually } from '../../../support/eventually.js'
import { aName, namedEvent, type NamedEvent } from '../../../support/sessions.js'
import { openTmuxHost, type TmuxOnOwnSocket } from '../../../support/tmux-host.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'

/** The port promises 5 s for every call but `start`; a busy machine adds to them. */
const BOUND_MS = 10_000

describe('tmuxSessionHost when tmux fails', () => {
  let t: TmuxOnOwnSocket
  let events: NamedEvent[]
  beforeEach(async () => {
    t = await openTmuxHost()
    const heard: NamedEvent[] = []
    events = heard
    t.host.watch((event) => heard.push(namedEvent(event)))
  })
  afterEach(() => t.close())

  const spec = (name: string, command = 'cat'): SessionSpec => ({
    id: sessionId(`id of ${name}`),
    name: aName(name),
    directory: t.directory,
    command,
    environment: {},
    size: { columns: 100, rows: 20 },
    mouse: true,
  })
  const byHand = (...names: string[]) =>
    Promise.all(names.map((name) => t.tmux('new-session', '-d', '-s', name, 'cat')))
  const names = async (host = t.host): Promise<unknown> => {
    const listed = await host.list()
    return E.isRight(listed) ? listed.right.map(({ name }) => name) : listed.left._tag
  }
  const serverPid = async (): Promise<number> => Number(await t.tmux('display-message', '-p', '#{pid}'))
  const settledIn = async (work: () => Promise<unknown>): Promise<number> => {
    const before = Date.now()
    await work()
    return Date.now() - before
  }
  const endings = (by: 'host' | 'crash', ...ended: string[]): NamedEvent[] =>
    ended.map((name) => ({ _tag: 'SessionEnded', name, with: by }))
  const sorted = (list: ReadonlyArray<NamedEvent>): string[] => list.map((event) => JSON.stringify(event)).sort()

  it('has no sessions and cannot start one where tmux is missing', async () => {
    const host = t.another({ binary: join(t.directory, 'no-tmux') })
    expect(await names(host)).to.deep.equal([])
    expect(await host.start(spec('one'))()).to.deep.include({ _tag: 'Left' })
    await byHand('one')
    expect(await names(host)).to.equal('Unavailable')
  })

  it('is unavailable where the program is no tmux', async () => {
    const fake = join(t.directory, 'fake')
    await writeFile(fake, '#!/bin/sh\necho what; echo "%begin 1 1 0"; exit 0\n')
    await chmod(fake, 0o700)
    await byHand('one')
    const host = t.another({ binary: fake })
    expect(await names(host)).to.equal('Unavailable')
    expect(await host.start(spec('two'))()).to.deep.include({ _tag: 'Left' })
  })

  it('notices a server that is started elsewhere, and one that is killed', async () => {
    expect(await names()).to.deep.equal([])
    await byHand('one')
    await eventually(() => void expect(events).to.deep.equal([{ _tag: 'SessionStarted', name: 'one' }]))
    await byHand('two')
    await eventually(() => void expect(events).to.have.length(2))
    await t.tmux('kill-server')
    await eventually(() => void expect(events).to.have.length(4))
    expect(sorted(events.slice(2))).to.deep.equal(sorted(endings('host', 'one', 'two')))
    expect([await names(), await t.host.run()]).to.deep.equal([[], E.right(null)])
  })

  it('tells the end of every session once when the server is killed with -9 and started again', async () => {
    await byHand('one', 'two')
    await eventually(() => void expect(events).to.have.length(2))
    const run = await t.host.run()
    process.kill(await serverPid(), 'SIGKILL')
    await eventually(() => void expect(events).to.have.length(4))
    expect(sorted(events.slice(2))).to.deep.equal(sorted(endings('crash', 'one', 'two')))
    await byHand('one')
    await eventually(() => void expect(events.slice(4)).to.deep.equal([{ _tag: 'SessionStarted', name: 'one' }]))
    expect(await t.host.run()).not.to.deep.equal(run)
    expect(E.isRight(await t.host.start(spec('new'))())).to.equal(true)
    expect(await names()).to.deep.equal(['new', 'one'])
  })

  it('tells the end of the only session that is killed with its server', async () => {
    await byHand('one')
    await eventually(() => void expect(events).to.have.length(1))
    process.kill(await serverPid(), 'SIGKILL')
    await eventually(() => void expect(events.slice(1)).to.deep.equal(endings('crash', 'one')))
  })

  it('takes a last session that ends by itself for no end of the host', async () => {
    expect(E.isRight(await t.host.start(spec('one', 'cat'))())).to.equal(true)
    await t.tmux('send-keys', '-t', '=one:', 'C-d')
    await eventually(() => void expect(events).to.have.length(2))
    expect(events[1]).to.deep.equal({ _tag: 'SessionEnded', name: 'one', with: 'session' })
    expect(await names()).to.deep.equal([])
  })

  it('settles in time while the server hangs, and is back when it is', async () => {
    await byHand('one', 'two')
    expect(await names()).to.deep.equal(['one', 'two'])
    const pid = await serverPid()
    process.kill(pid, 'SIGSTOP')
    try {
      const took = await settledIn(async () => {
        const answers = await Promise.all([
          t.host.end('one')(),
          t.host.rename('two', aName('three'))(),
          t.host.screen('one', 3)(),
          t.host.scrollback('one', 3, 'history')(),
        ])
        expect(answers.map((answer) => (E.isLeft(answer) ? answer.left._tag : 'Right'))).to.deep.equal(
          Array(4).fill('Unavailable'),
        )
      })
      expect(took).to.be.lessThan(BOUND_MS)
      expect(await settledIn(async () => void expect(await names()).to.equal('Unavailable'))).to.be.lessThan(BOUND_MS)
      expect(
        await settledIn(async () => void expect(await t.host.run()).to.have.property('_tag', 'Left')),
      ).to.be.lessThan(BOUND_MS)
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    await eventually(async () => void expect(await names()).to.be.an('array'))
    await byHand('after')
    await eventually(() => void expect(events.at(-1)).to.deep.equal({ _tag: 'SessionStarted', name: 'after' }))
  })

  it('notices by itself that the server hangs', async () => {
    await byHand('one')
    expect(await names()).to.deep.equal(['one'])
    const pid = await serverPid()
    process.kill(pid, 'SIGSTOP')
    try {
      await eventually(async () => void expect(await names()).to.equal('Unavailable'))
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    await eventually(async () => void expect(await names()).to.deep.equal(['one']))
    expect(events.filter(({ _tag }) => _tag === 'SessionEnded')).to.deep.equal([])
  })

  it('tells what it missed after its connection was cut, once', async () => {
    await byHand('one', 'two', 'three')
    await eventually(() => void expect(events).to.have.length(3))
    const client = Number(await t.tmux('list-clients', '-F', '#{client_pid}'))
    process.kill(client, 'SIGSTOP') // deaf from here on
    process.kill(client, 'SIGKILL')
    await t.tmux('kill-session', '-t', '=one')
    await t.tmux('rename-session', '-t', '=two', 'second')
    await byHand('four')
    await eventually(() => void expect(events).to.have.length(6))
    expect(sorted(events.slice(3))).to.deep.equal(
      sorted([
        { _tag: 'SessionEnded', name: 'one', with: 'session' },
        { _tag: 'SessionRenamed', from: 'two', to: 'second' },
        { _tag: 'SessionStarted', name: 'four' },
      ]),
    )
    expect(await names()).to.deep.equal(['four', 'second', 'three'])
  })

  it('survives connections that are cut in the middle of an answer', async () => {
    const fake = join(t.directory, 'cut-tmux')
    await writeFile(
      fake,
      [
        '#!/bin/sh',
        'case "$*" in *" -C "*) ;; *) exec tmux "$@" ;; esac',
        `n=$(cat "${t.directory}/cuts" 2>/dev/null || echo 0); echo $((n + 1)) > "${t.directory}/cuts"`,
        '[ "$n" -gt 3 ] && exec tmux "$@"',
        "printf '%%begin 1 1 0\\n%%end 1 1 0\\n%%session-changed $0 one\\n'",
        'read -r line',
        "printf '%%begin 2 2 1\\n77\\t1700000000\\n%%end 2 2 1\\n%%begin 3 3 1\\n$7\\tghost'",
      ].join('\n'),
    )
    await chmod(fake, 0o700)
    await byHand('one', 'two')
    const host = t.another({ binary: fake })
    const told: NamedEvent[] = []
    host.watch((event) => told.push(namedEvent(event)))
    await eventually(async () => void expect(await names(host)).to.deep.equal(['one', 'two']))
    expect(await host.end('one')()).to.deep.equal(E.right(undefined))
    expect(told).to.deep.equal([{ _tag: 'SessionEnded', name: 'one', with: 'session' }])
  })

  it('answers every call while its connection is cut again and again', async () => {
    await byHand('one', 'two')
    for (let round = 0; round < 4; round++) {
      expect(await names()).to.deep.equal(['one', 'two'])
      const client = Number((await t.tmux('list-clients', '-F', '#{client_pid}')).split('\n')[0])
      const calls = Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0 ? t.host.screen('one', 5)() : t.host.setMouse('two', true)(),
      )
      process.kill(client, 'SIGKILL')
      expect(await settledIn(() => Promise.all(calls))).to.be.lessThan(BOUND_MS)
    }
    expect(events.filter(({ _tag }) => _tag === 'SessionEnded')).to.deep.equal([])
  })

  it('starts sessions where a dead hub holds up the end of the server', async () => {
    await byHand('one')
    // A control client that has something to read and whose hub is killed: no process has the id of this one.
    const hub = spawn('sh', ['-c', 'echo $$'], { stdio: ['ignore', 'pipe', 'ignore'] })
    const [printed] = (await once(hub.stdout, 'data')) as [Buffer]
    await once(hub, 'exit')
    const client = spawn('tmux', ['-S', t.socketPath, '-C', 'attach-session', '-f', 'no-output'], {
      env: { ...t.environment, TERM: `penates-hub-${String(printed).trim()}` },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    client.stdin.on('error', () => undefined)
    await once(client.stdout, 'readable')
    client.stdin.write('list-commands\n'.repeat(200)) // more than a pipe holds
    await eventually(() => {
      client.stdout.read(0) // fills the buffer of the stream, and takes nothing out of it
      expect(client.stdout.readableLength).to.be.at.least(client.stdout.readableHighWaterMark)
    })
    client.stdin.destroy()
    client.stdout.destroy()
    await t.tmux('kill-server').catch(() => undefined)
    expect(E.isRight(await t.another().start(spec('two'))())).to.equal(true)
    expect(await t.tmux('list-sessions', '-F', '#{session_name}')).to.equal('two\n')
  })

  it('ends twenty sessions at once, the one that its connection is attached to among them', async () => {
    const all = Array.from({ length: 20 }, (_, index) => `s${index}`)
    for (const name of all) await byHand(name)
    await eventually(() => void expect(events).to.have.length(20))
    const answers = await Promise.all(all.map((name) => t.host.end(name)()))
    expect(answers).to.deep.equal(Array(20).fill(E.right(undefined)))
    expect(sorted(events.slice(20))).to.deep.equal(
      sorted(all.map((name) => ({ _tag: 'SessionEnded', name, with: 'session' }))),
    )
  })

  describe('loses its connection with the last session, in place of which', () => {
    /** A tmux that ends the session `one` by itself when a control client is given this command, which gets lost. */
    const losing = async (command: string): Promise<string> => {
      const binary = join(t.directory, 'losing-tmux')
      const script = [
        '#!/bin/sh',
        `case " $* " in *" -C "*) ;; *) exec tmux "$@" ;; esac`,
        'while IFS= read -r line; do case "$line" in',
        `  *${command}*) tmux -S '${t.socketPath}' kill-session -t one ;;`,
        `  *) printf '%s\\n' "$line" ;;`,
        'esac; done | { tmux "$@"; kill $$; }',
      ]
      await writeFile(binary, script.join('\n'), { mode: 0o700 })
      return binary
    }

    it('another is started', async () => {
      await byHand('one')
      const host = t.another({ binary: await losing('new-sessio') })
      expect(await names(host)).to.deep.equal(['one'])
      const started = await host.start(spec('two'))()
      expect(E.isRight(started), JSON.stringify(started)).to.equal(true)
      expect(await names(host)).to.deep.equal(['two'])
    })

    it('it is ended', async () => {
      await byHand('one')
      const host = t.another({ binary: await losing('kill-sessio') })
      expect(await names(host)).to.deep.equal(['one'])
      expect(await host.end('one')()).to.have.nested.property('left._tag', 'SessionNotFound')
    })
  })

  it('gives up a start whose server dies meanwhile', async () => {
    await byHand('one')
    await eventually(() => void expect(events).to.have.length(1))
    const starting = t.host.start(spec('two'))()
    await eventually(async () => void expect(await t.tmux('list-sessions')).to.contain('two:'))
    process.kill(await serverPid(), 'SIGKILL')
    expect(await starting).to.have.property('_tag', 'Left')
    await eventually(() => void expect(events.slice(1)).to.deep.equal(endings('crash', 'one')))
  })

  it('fails a start whose server ends right after it made the session', async () => {
    const binary = join(t.directory, 'ending-tmux')
    const script = [
      '#!/bin/sh',
      'tmux "$@"',
      'code=$?',
      `case " $* " in *" new-sessio "*) tmux -S '${t.socketPath}' kill-server ;; esac`,
      'exit $code',
    ]
    await writeFile(binary, script.join('\n'), { mode: 0o700 })
    const started = await t.another({ binary }).start(spec('one'))()
    expect(started).to.have.nested.property('left.detail', 'its server ended right after it started')
  })

  it('answers nothing any more once it is closed, and leaves the sessions alone', async () => {
    await byHand('one')
    expect(await names()).to.deep.equal(['one'])
    t.host.close()
    expect(await names()).to.equal('Unavailable')
    expect(await t.tmux('list-sessions', '-F', '#{session_name}')).to.equal('one\n')
    await eventually(async () => void expect(await t.tmux('list-clients')).to.equal(''))
  })
})
