import { join } from 'node:path'
import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { SessionHost, SessionSpec } from '../../application/sessions/session-host.port.js'
import type { Session, HostEvent } from '../../domain/sessions/session.js'
import { sessionDiedAtOnce, sessionExists, sessionNotFound } from '../../domain/sessions/errors.js'
import { OUTPUT_MARK, PROMPT_MARK } from '../../domain/terminal/command-marks.js'
import { eventually } from '../support/eventually.js'
import { hostSessionId, sessionId } from '../../domain/sessions/session-id.js'
import { aName, namedEvent, type NamedEvent } from '../support/sessions.js'
import type { Harness } from './harness.js'

/** Means of the contract besides the port: a person at a terminal, and a program that dies. */
export interface SessionHostHarness extends Harness {
  /** Adapter under test. */
  readonly host: SessionHost
  /** An existing folder, as the host tells it back. */
  readonly directory: string
  /** Makes a session in `directory` without the host's knowledge; settles when it exists. */
  readonly startByHand: (name: string) => Promise<void>
  /** The program of a session goes to a folder, which is made first; settles when it is there. */
  readonly moveTo: (name: string, folder: string) => Promise<void>
  /** Renames a session as a person does at the terminal. */
  readonly renameByHand: (from: string, to: string) => Promise<void>
  /** The program of a session ends by itself. */
  readonly exit: (name: string) => Promise<void>
  /** A person looks at a session until the answer is called. Settles when the host has noticed, as does the answer. */
  readonly view: (name: string) => Promise<() => Promise<void>>
  /** Puts lines through the screen of a session, so many that some are history. */
  readonly fill: (name: string, lines: ReadonlyArray<string>) => Promise<void>
  /** A command line that says `last words` and ends with status 3 before it counts as started. */
  readonly dyingCommand: string
  /** A command line that lives until it is ended. */
  readonly livingCommand: string
  /** The adapter with the time that it waits for programs outside tests. */
  readonly asShipped: () => SessionHost
  /** A command line that ends with status 3 after 0.8 s. */
  readonly lateCommand: string
  /**
   * A command line that prints the variable `PENATES_CONTRACT`, its folder and the rows and columns of its terminal, each
   * on a line, and then each line that it reads.
   */
  readonly printingCommand: string
  /** Lines that the program of a session has printed. */
  readonly printed: (name: string) => Promise<ReadonlyArray<string>>
  /** The mouse setting of a session; `null` when it has none. */
  readonly mouseOf: (name: string) => Promise<boolean | null>
  /** True when the session has its own option against the status line. */
  readonly hidesStatus: (name: string) => Promise<boolean>
}

/** Contract of `SessionHost`. */
export function describeSessionHost(technology: string, open: () => Promise<SessionHostHarness>): void {
  describe(`SessionHost on ${technology}`, () => {
    let h: SessionHostHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const spec = (name: string, command = h.livingCommand): SessionSpec => ({
      id: sessionId(`id of ${name}`),
      name: aName(name),
      directory: h.directory,
      command,
      environment: {},
      size: { columns: 100, rows: 20 },
      mouse: true,
    })
    const start = async (name: string): Promise<Session> => must(await h.host.start(spec(name))())
    const names = async (): Promise<ReadonlyArray<string>> => must(await h.host.list()).map(({ name }) => name)
    const recorded = (): NamedEvent[] => {
      const events: NamedEvent[] = []
      h.host.watch((event) => events.push(namedEvent(event)))
      return events
    }

    it('lists nothing and has no run before there is a session', async () => {
      expect(await h.host.list()).to.deep.equal(E.right([]))
      expect(await h.host.run()).to.deep.equal(E.right(null))
    })

    it('starts a session and lists it as it answered', async () => {
      const session = await start('cc one')
      expect(session).to.include({
        name: 'cc one',
        windows: 1,
        viewers: 0,
        startCommand: h.livingCommand,
        startDirectory: h.directory,
      })
      expect(session.createdAt % 1000).to.equal(0)
      expect(await h.host.list()).to.deep.equal(E.right([session]))
      expect(must(await h.host.run())?.pid).to.be.a('number')
    })

    it('keeps one run while there are sessions, and has none after the last', async () => {
      await start('one')
      const run = must(await h.host.run())
      await start('two')
      await h.host.end('one')()
      expect(must(await h.host.run())).to.deep.equal(run)
      await h.host.end('two')()
      expect(must(await h.host.run())).to.equal(null)
    })

    it('tells the plain shell from a command', async () => {
      expect(must(await h.host.start(spec('shell', ''))()).startCommand).to.equal(null)
    })

    it('refuses a name that is taken and leaves its owner alone', async () => {
      const session = await start('one')
      expect(await h.host.start(spec('one'))()).to.deep.equal(E.left(sessionExists('one')))
      expect(await h.host.list()).to.deep.equal(E.right([session]))
    })

    it('refuses a NUL in every text, starts nothing, and answers as before', async () => {
      const session = await start('one')
      const texts: ReadonlyArray<Partial<SessionSpec>> = [
        { command: `${h.livingCommand}\0; exit` },
        { environment: { PROMPT: 'a\0b' } },
        { directory: `${h.directory}\0` },
      ]
      for (const text of texts)
        expect(await h.host.start({ ...spec('two'), ...text })()).to.have.nested.property('left._tag', 'Unavailable')
      expect(await h.host.type('one', 'a\0b')()).to.have.nested.property('left._tag', 'Unavailable')
      expect(await h.host.list()).to.deep.equal(E.right([session]))
      expect(await h.host.find('one')()).to.deep.equal(E.right(session))
      expect(E.isRight(await h.host.start(spec('two'))())).to.equal(true)
    })

    it('finds a session that was made by hand a moment ago, before the list has it', async () => {
      await start('one')
      for (let round = 0; round < 10; round++) {
        const name = `hand ${String(round)}`
        await h.startByHand(name)
        expect(must(await h.host.find(name)()).name).to.equal(name)
      }
      await h.exit('hand 0')
      await eventually(async () => {
        expect(await h.host.find('hand 0')()).to.deep.equal(E.left(sessionNotFound('hand 0')))
      })
    })

    it('finds a session where its program is now', async () => {
      await start('one')
      for (const folder of ['a', 'b', 'c'].map((name) => join(h.directory, name))) {
        await h.moveTo('one', folder)
        expect(must(await h.host.find('one')()).path).to.equal(folder)
      }
    })

    it('lists a session that was made by hand with its folder from the first', async () => {
      await start('one')
      const paths: unknown[] = []
      h.host.watch((event) => {
        if (event._tag !== 'SessionStarted') return
        paths.push(h.host.list().then((all) => must(all).find(({ name }) => name === event.name)?.path))
      })
      for (let round = 0; round < 10; round++) await h.startByHand(`hand ${String(round)}`)
      await eventually(() => void expect(paths).to.have.length(10))
      expect(await Promise.all(paths)).to.deep.equal(Array(10).fill(h.directory))
    })

    it('lets one of ten starts of the same name win', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => h.host.start(spec('one'))()))
      expect(answers.filter(E.isRight)).to.have.length(1)
      expect(answers.filter(E.isLeft)).to.deep.equal(Array(9).fill(E.left(sessionExists('one'))))
    })

    it('reports the exit of a program that died at once, leaves nothing behind and emits no event', async () => {
      const before = await start('other')
      const events = recorded()
      expect(await h.host.start(spec('one', h.dyingCommand))()).to.deep.equal(
        E.left(sessionDiedAtOnce('one', h.dyingCommand, 3, ['last words'])),
      )
      expect(await h.host.list()).to.deep.equal(E.right([before]))
      expect(events).to.deep.equal([])
    })

    it('fails a start whose program ends 0.8 s later', async () => {
      const started = await h.asShipped().start(spec('one', h.lateCommand))()
      expect(started).to.have.nested.property('left._tag', 'SessionDiedAtOnce')
    })

    it('calls back once a program runs and lists its session from then on, also of one that ends later', async () => {
      const host = h.asShipped()
      const shown: unknown[] = []
      const whenRunning = (session: Session) => async (): Promise<void> => {
        shown.push([session.id, session.path, must(await host.list()).map(({ name }) => name)])
      }
      const one = must(await host.start(spec('one'), whenRunning)())
      const two = await host.start(spec('two', h.lateCommand), whenRunning)()
      expect(shown).to.deep.equal([
        ['id of one', h.directory, ['one']],
        ['id of two', h.directory, ['one', 'two']],
      ])
      expect(two).to.deep.include({ _tag: 'Left' })
      expect(two).to.have.nested.property('left._tag', 'SessionDiedAtOnce')
      expect(two).to.have.nested.property('left.exitCode', 3)
      expect(must(await host.list())).to.deep.equal([one])
    })

    it('gives the program its environment, folder and size', async () => {
      const PENATES_CONTRACT = 'größe $HOME "x" #{pid}'
      await h.host.start({ ...spec('one', h.printingCommand), environment: { PENATES_CONTRACT } })()
      await eventually(async () => {
        expect(await h.printed('one')).to.deep.equal([PENATES_CONTRACT, h.directory, '20 100'])
      })
    })

    it('types texts as they are, and the program reads them with the next Enter', async () => {
      await h.host.start(spec('one', h.printingCommand))()
      await eventually(async () => void expect(await h.printed('one')).to.have.length(3))
      await h.host.type('one', 'größe; Enter ')()
      await h.host.type('one', '$HOME #{pid}')()
      expect(await h.host.press('one', 'Enter')()).to.deep.equal(E.right(undefined))
      await eventually(async () => {
        expect((await h.printed('one')).slice(3)).to.deep.equal(['größe; Enter $HOME #{pid}'])
      })
    })

    it('pastes a text as it is, and the program reads it with the next Enter', async () => {
      await h.host.start(spec('one', h.printingCommand))()
      await eventually(async () => void expect(await h.printed('one')).to.have.length(3))
      expect(await h.host.paste('one', 'größe; Enter $HOME #{pid} "x" \\ -t')()).to.deep.equal(E.right(undefined))
      await h.host.press('one', 'Enter')()
      await eventually(async () => {
        expect((await h.printed('one')).slice(3)).to.deep.equal(['größe; Enter $HOME #{pid} "x" \\ -t'])
      })
      expect(await h.host.paste('gone', 'x')()).to.deep.equal(E.left(sessionNotFound('gone')))
      expect(await h.host.paste('one', 'a\0b')()).to.have.nested.property('left._tag', 'Unavailable')
    })

    it('sets the mouse of one session at its start and later', async () => {
      await h.host.start({ ...spec('one'), mouse: false })()
      await start('two')
      const mice = () => Promise.all(['one', 'two'].map(h.mouseOf))
      expect(await mice()).to.deep.equal([false, true])
      await h.host.setMouse('one', true)()
      await h.host.setMouse('two', false)()
      expect(await mice()).to.deep.equal([true, false])
    })

    it('hides the status line of one session at its start and later', async () => {
      await h.host.start({ ...spec('one'), hidesStatus: true })()
      await start('two')
      const hidden = () => Promise.all(['one', 'two'].map(h.hidesStatus))
      expect(await hidden()).to.deep.equal([true, false])
      expect(await h.host.setStatus('one', true)()).to.deep.equal(E.right(undefined))
      await h.host.setStatus('two', false)()
      expect(await hidden()).to.deep.equal([false, true])
    })

    it('changes the clipboard setting of a running host until its end', async () => {
      expect(await h.host.clipboard()).to.deep.equal(E.right(null))
      await h.host.setClipboard('off')()
      await start('one')
      const first = must(await h.host.clipboard())
      expect(first?.run).to.deep.equal(must(await h.host.run()))
      const other = first?.value === 'off' ? 'on' : 'off'
      expect(await h.host.setClipboard(other)()).to.deep.equal(E.right(undefined))
      expect(must(await h.host.clipboard())?.value).to.equal(other)
      await h.host.end('one')()
      expect(await h.host.clipboard()).to.deep.equal(E.right(null))
      await start('two')
      expect(must(await h.host.clipboard())?.value).to.equal(first?.value)
    })

    it('settles every call within 5 s, and a start within 8 s', async () => {
      const settles = async (limitMs: number, name: string, call: () => Promise<unknown>): Promise<void> => {
        let timer: NodeJS.Timeout | undefined
        const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), limitMs)))
        expect(await Promise.race([call(), late]), name).not.to.equal('late')
        clearTimeout(timer)
      }
      const calls: Readonly<Record<string, () => Promise<unknown>>> = {
        list: h.host.list,
        run: h.host.run,
        clipboard: h.host.clipboard,
        find: h.host.find('one'),
        screen: h.host.screen('one', 5),
        styledScreen: h.host.styledScreen('one', 5),
        scrollback: h.host.scrollback('one', 5, 'history'),
        type: h.host.type('one', 'x'),
        paste: h.host.paste('one', 'x'),
        press: h.host.press('one', 'Enter'),
        setMouse: h.host.setMouse('one', false),
        setStatus: h.host.setStatus('one', false),
        identify: h.host.identify('one', sessionId('other')),
        rename: h.host.rename('one', aName('two')),
        end: h.host.end('two'),
      }
      await settles(8_000, 'start', h.host.start(spec('one')))
      for (const [name, call] of Object.entries(calls)) await settles(5_000, name, call)
    })

    it('ends one session and leaves its namesake-by-prefix alone', async () => {
      await start('one')
      await start('one-more')
      expect(await h.host.end('one')()).to.deep.equal(E.right(undefined))
      expect(await names()).to.deep.equal(['one-more'])
      expect(await h.host.end('one')()).to.deep.equal(E.left(sessionNotFound('one')))
    })

    it('takes no name for a prefix, a pattern, an id or a format', async () => {
      const one = await start('one')
      const rest = [
        'on',
        'on*',
        '=one',
        one.id,
        one.hostId,
        `=${one.hostId}`,
        '#{session_name}',
        'one:',
        '',
        '@0',
        '%0',
        '.',
        '{last}',
      ]
      for (const name of rest) {
        expect(await h.host.end(name)(), name).to.deep.equal(E.left(sessionNotFound(name)))
        expect(await h.host.find(name)(), name).to.deep.equal(E.left(sessionNotFound(name)))
        expect(await h.host.rename(name, aName('two'))(), name).to.deep.equal(E.left(sessionNotFound(name)))
        expect(await h.host.screen(name, 5)(), name).to.deep.equal(E.left(sessionNotFound(name)))
        expect(await h.host.styledScreen(name, 5)(), name).to.deep.equal(E.left(sessionNotFound(name)))
        expect(await h.host.scrollback(name, 5, 'history')(), name).to.deep.equal(E.left(sessionNotFound(name)))
        expect(await h.host.setMouse(name, true)(), name).to.deep.equal(E.left(sessionNotFound(name)))
        expect(await h.host.setStatus(name, true)(), name).to.deep.equal(E.left(sessionNotFound(name)))
        expect(await h.host.type(name, 'x')(), name).to.deep.equal(E.left(sessionNotFound(name)))
        expect(await h.host.press(name, 'Enter')(), name).to.deep.equal(E.left(sessionNotFound(name)))
      }
      expect(await names()).to.deep.equal(['one'])
    })

    it('works on sessions with any name', async () => {
      const odd = [
        '$7',
        '=one',
        'größe 😀',
        '#{pid}',
        '#[x]',
        'a\'b"c',
        'x|y',
        '%0',
        '@1',
        '~',
        'ü'.repeat(64),
        'n'.repeat(65),
      ]
      await start('one')
      for (const name of odd) await h.startByHand(name)
      await eventually(async () => {
        expect([...(await names())].sort()).to.deep.equal(['one', ...odd].sort())
      })
      for (const [index, name] of odd.entries()) {
        expect(E.isRight(await h.host.screen(name, 5)()), name).to.equal(true)
        expect(must(await h.host.find(name)()).name).to.equal(name)
        if (index % 2 === 0) expect(await h.host.end(name)(), name).to.deep.equal(E.right(undefined))
        else
          expect(must(await h.host.rename(name, aName(`new-${String(index)}`))()).name).to.equal(`new-${String(index)}`)
      }
      const renamed = odd.map((_, index) => `new-${String(index)}`).filter((_, index) => index % 2 === 1)
      expect([...(await names())].sort()).to.deep.equal(['one', ...renamed].sort())
    })

    it('renames, keeps the id, and refuses a name that is taken', async () => {
      const one = await start('one')
      await start('two')
      expect(await h.host.rename('one', aName('three'))()).to.deep.equal(E.right({ ...one, name: 'three' }))
      expect(await h.host.rename('three', aName('two'))()).to.deep.equal(E.left(sessionExists('two')))
      expect(await h.host.rename('three', aName('three'))()).to.deep.equal(E.right({ ...one, name: 'three' }))
      expect(await names()).to.deep.equal(['three', 'two'])
    })

    it('lets one of ten ends and one of ten renames win', async () => {
      await start('one')
      await start('two')
      const ends = await Promise.all(Array.from({ length: 10 }, () => h.host.end('one')()))
      expect(ends.filter(E.isRight)).to.have.length(1)
      const renames = await Promise.all(
        Array.from({ length: 10 }, (_, i) => h.host.rename('two', aName(`n${String(i)}`))()),
      )
      expect(renames.filter(E.isRight)).to.have.length(1)
      expect(await names()).to.have.length(1)
    })

    it('emits each change once and in order, from any cause', async () => {
      await start('one')
      const events = recorded()
      const stopped: HostEvent[] = []
      h.host.watch((event) => stopped.push(event))()
      await start('two')
      await h.host.rename('two', aName('three'))()
      await h.host.end('three')()
      await h.startByHand('hand')
      await eventually(() => void expect(events).to.have.length(4))
      await h.renameByHand('hand', 'foot')
      await eventually(() => void expect(events).to.have.length(5))
      await h.exit('foot')
      await eventually(() => void expect(events).to.have.length(6))
      expect(events).to.deep.equal([
        { _tag: 'SessionStarted', name: 'two' },
        { _tag: 'SessionRenamed', from: 'two', to: 'three' },
        { _tag: 'SessionEnded', name: 'three', with: 'session' },
        { _tag: 'SessionStarted', name: 'hand' },
        { _tag: 'SessionRenamed', from: 'hand', to: 'foot' },
        { _tag: 'SessionEnded', name: 'foot', with: 'session' },
      ] satisfies NamedEvent[])
      expect(stopped).to.deep.equal([])
    })

    it('reports a session whose screen has changed, each time, until the end of the subscription', async () => {
      const [changed, stopped]: [string[], string[]] = [[], []]
      h.host.watchScreens((id) => void stopped.push(id))()
      h.host.watchScreens((id) => void changed.push(id))
      const { id } = await start('one')
      for (const text of ['first', 'second']) {
        const before = changed.filter((each) => each === id).length
        await h.fill('one', [text])
        await eventually(() => void expect(changed.filter((each) => each === id)).to.have.length.greaterThan(before))
      }
      expect(new Set(changed)).to.deep.equal(new Set([id]))
      expect(stopped).to.deep.equal([])
    })

    it('gives a session the id of its start, and keeps it through renames until the end', async () => {
      const ids: unknown[] = []
      h.host.watch(({ _tag, id }) => ids.push([_tag, id]))
      const id = sessionId('id of one')
      expect((await start('one')).id).to.equal(id)
      expect(must(await h.host.rename('one', aName('two'))()).id).to.equal(id)
      expect(must(await h.host.find('two')()).id).to.equal(id)
      await h.renameByHand('two', 'three')
      await eventually(async () => void expect(await names()).to.deep.equal(['three']))
      expect(must(await h.host.list()).map((session) => session.id)).to.deep.equal([id])
      await h.host.end('three')()
      expect(ids).to.deep.equal([
        ['SessionStarted', id],
        ['SessionRenamed', id],
        ['SessionRenamed', id],
        ['SessionEnded', id],
      ])
    })

    it('keeps the ids of two sessions that exchange their names', async () => {
      await start('one')
      await start('two')
      await h.renameByHand('one', 'between')
      await h.renameByHand('two', 'one')
      await h.renameByHand('between', 'two')
      await eventually(async () => {
        const shown = must(await h.host.list()).map(({ id, name }) => [name, id])
        expect(shown).to.deep.equal([
          ['one', 'id of two'],
          ['two', 'id of one'],
        ])
      })
    })

    it('gives a session that was started by hand the id of the host and its start', async () => {
      await start('one')
      await h.startByHand('hand')
      const { id, hostId, createdAt } = must(await h.host.find('hand')())
      expect(id).to.equal(hostSessionId(hostId, createdAt))
    })

    it('gives another id to a live session, and a session of the same name that follows does not get it', async () => {
      await start('one')
      await h.startByHand('hand')
      expect(await h.host.identify('hand', sessionId('mine'))()).to.deep.equal(E.right(undefined))
      expect(must(await h.host.find('hand')()).id).to.equal('mine')
      expect(await h.host.identify('none', sessionId('mine'))()).to.deep.equal(E.left(sessionNotFound('none')))
      await h.host.end('hand')()
      await h.startByHand('hand')
      expect(must(await h.host.find('hand')()).id).not.to.equal('mine')
    })

    it('counts viewers, and tells of the first and the last', async () => {
      await start('one')
      await start('two')
      const events = recorded()
      const leaveFirst = await h.view('one')
      const leaveSecond = await h.view('one')
      const viewers = async () => must(await h.host.list()).map((session) => session.viewers)
      await eventually(async () => void expect(await viewers()).to.deep.equal([2, 0]))
      await leaveFirst()
      await leaveSecond()
      await eventually(async () => void expect(await viewers()).to.deep.equal([0, 0]))
      expect(events).to.deep.equal([
        { _tag: 'SessionAttached', name: 'one', attached: true },
        { _tag: 'SessionAttached', name: 'one', attached: false },
      ] satisfies NamedEvent[])
    })

    it('gives what scrolled away, and nothing when nothing has', async () => {
      await start('one')
      expect(await h.host.scrollback('one', 100, 'history')()).to.deep.equal(E.right(''))
      const lines = Array.from({ length: 60 }, (_, index) => `line ${String(index)}`)
      await h.fill('one', lines)
      const history = must(await h.host.scrollback('one', 10_000, 'history')())
      expect(history.startsWith('line 0\r\nline 1\r\n')).to.equal(true)
      expect(history.endsWith('\r\n')).to.equal(true)
      const rows = history.split('\r\n').slice(0, -1)
      expect(must(await h.host.scrollback('one', 3, 'history')())).to.equal(
        rows
          .slice(-3)
          .map((row) => `${row}\r\n`)
          .join(''),
      )
      expect(must(await h.host.screen('one', 2)())).to.deep.equal(lines.slice(-2))
    })

    it('gives the last rows with the look that the rows above have left, and their plain text', async () => {
      await start('one')
      const esc = '\u001b'
      const lines = Array.from({ length: 30 }, (_, index) => `line ${String(index)}`)
      await h.fill('one', [...lines, `${esc}[32;1mgreen`, `still ${esc}[38;2;1;2;3mtrue${esc}[m`, 'end'])
      expect(must(await h.host.styledScreen('one', 2)())).to.deep.equal([
        [
          { text: 'still ', fg: 2, bold: true },
          { text: 'true', fg: '#010203', bold: true },
        ],
        [{ text: 'end' }],
      ])
      expect(must(await h.host.screen('one', 2)())).to.deep.equal(['still true', 'end'])
    })

    it('gives history and screen of one moment without a gap and without a line twice', async () => {
      await start('one')
      const lines = Array.from({ length: 60 }, (_, index) => `line ${String(index)}`)
      await h.fill('one', lines)
      const both = must(await h.host.scrollback('one', 10_000, 'history-and-screen')())
      const rows = both.split('\r\n')
      expect(rows.filter((row) => row.startsWith('line'))).to.deep.equal(lines)
      const shorter = must(await h.host.scrollback('one', 3, 'history-and-screen')()).split('\r\n')
      expect(shorter).to.deep.equal(rows.slice(-shorter.length))
      expect(shorter.length).to.be.lessThan(rows.length)
    })

    it('marks prompts and outputs where programs have reported them, and on request only', async () => {
      const marked = async (lines: number): Promise<string> =>
        must(await h.host.scrollback('one', lines, 'marked-history-and-screen')())
      await start('one')
      expect(await marked(10_000)).to.equal(must(await h.host.scrollback('one', 10_000, 'history-and-screen')()))
      const lines = Array.from({ length: 60 }, (_, index) =>
        index % 20 === 5
          ? `${PROMPT_MARK}line ${String(index)}`
          : `${index % 20 === 6 ? OUTPUT_MARK : ''}line ${String(index)}`,
      )
      await h.fill('one', lines)
      const rows = (await marked(10_000)).split('\r\n')
      expect(rows.filter((row) => row !== '')).to.deep.equal(lines)
      expect(rows.map(withoutMarks).join('\r\n')).to.equal(
        must(await h.host.scrollback('one', 10_000, 'history-and-screen')()),
      )
      const shorter = (await marked(3)).split('\r\n')
      expect(shorter).to.deep.equal(rows.slice(-shorter.length))
      expect(await names()).to.deep.equal(['one'])
    })
  })
}

const withoutMarks = (row: string): string => row.replace(PROMPT_MARK, '').replace(OUTPUT_MARK, '')

/** The answer, or a failed test that says what came instead. */
const must = <A>(answer: E.Either<unknown, A>): A => {
  if (E.isRight(answer)) return answer.right
  throw new Error(`unexpected left: ${JSON.stringify(answer.left)}`)
}
