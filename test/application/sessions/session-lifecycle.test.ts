import * as E from 'fp-ts/lib/Either.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import {
  controlCharacters,
  invalidNewSessionName,
  invalidSessionName,
  sessionDiedAtOnce,
  sessionExists,
  sessionNotFound,
  sessionNotKnown,
  sessionRunning,
  unusableDirectory,
} from '../../../domain/sessions/errors.js'
import type { SessionId } from '../../../domain/sessions/session-id.js'
import { eventually } from '../../support/eventually.js'
import { aName } from '../../support/sessions.js'
import { DEFAULT_DIRECTORY } from '../../support/memory-tools.js'
import { right, sessionUseCases } from '../../support/session-use-cases.js'

const CALLER = { ...THE_HUB, ip: '127.0.0.1' }

describe('the life of a session', () => {
  let s: ReturnType<typeof sessionUseCases>
  beforeEach(() => {
    s = sessionUseCases()
  })

  const namesOf = async (ids: ReadonlyArray<SessionId>) => {
    const records = right(await s.record.read())
    return ids.map((id) => records.known.find((entry) => entry.id === id)?.name)
  }
  const ownerOf = async (token: string) => {
    const holder = right(await s.tokens.sessionOf(token)())
    return holder === null ? null : (await namesOf([holder.id]))[0]
  }
  const create = (name: string, command = 'claude') => s.create({ name, directory: '/work', command }, CALLER)()
  const listed = async () => right(await s.list()).sessions.map(({ name, status }) => [name, status])
  const known = async () => right(await s.record.read()).known.map(({ name }) => name)

  it('acts on a session that was made by hand after the list was last read', async () => {
    await create('other')
    for (const act of [
      () => s.adopt(aName('cc-hand'), CALLER)(),
      () => s.rename(aName('cc-hand'), 'foot', CALLER)(),
      () => s.end(aName('cc-hand'), { keep: false }, CALLER)(),
    ]) {
      s.host.controls.stopReading()
      s.host.controls.startByHand('cc-hand', '/work')
      expect(right(await s.host.list()).map(({ name }) => name)).not.to.include('cc-hand')
      expect((await act())._tag).to.equal('Right')
      s.host.controls.exit('cc-hand')
      s.host.controls.exit('cc-foot')
    }
  })

  it('finds the folder of a session where its program is now', async () => {
    await create('one')
    s.host.controls.stopReading()
    s.host.controls.set('cc-one', { path: '/work/below' })
    expect(await s.locate(aName('cc-one'))()).to.deep.equal(E.right('/work/below'))
    s.host.controls.startByHand('by hand', '/elsewhere')
    expect(await s.locate(aName('by hand'))()).to.deep.equal(E.right('/elsewhere'))
  })

  it('refuses control characters in a command, but for tab and line feed, before anything is made', async () => {
    for (const command of ['a\0b', 'a\rb', '\u001b[2J', 'a\u009bb'])
      expect(await create('one', command)).to.deep.equal(E.left(controlCharacters('command')))
    expect([await known(), s.audit.entries]).to.deep.equal([[], []])
    expect(E.isRight(await create('one', 'a\n\tb'))).to.equal(true)
  })

  describe('create', () => {
    it('starts under the real name, with its own token, and is recorded', async () => {
      expect(right(await create('v1.2')).name).to.equal('cc-v1_2')
      const id = right(await s.record.read()).known[0]?.id
      expect(s.host.controls.specOf('cc-v1_2')).to.deep.equal({
        id,
        name: 'cc-v1_2',
        directory: '/work',
        command: 'claude --permission-mode default',
        environment: {
          CODEX_EXEC_SERVER_URL: '',
          PENATES_SESSION: 'cc-v1_2',
          PENATES_SESSION_ID: id,
          PENATES_URL: 'http://127.0.0.1:3333',
          PENATES_TOKEN: 'session-token-1',
        },
        size: { columns: 120, rows: 40 },
        mouse: true,
        hidesStatus: true,
      })
      expect(await ownerOf('session-token-1')).to.equal('cc-v1_2')
      expect(await known()).to.deep.equal(['cc-v1_2'])
      expect(s.audit.entries.map(({ event, fields, caller }) => ({ event, fields, caller }))).to.deep.equal([
        { event: 'token.create', fields: { kind: 'session', session: 'cc-v1_2' }, caller: THE_HUB },
        {
          event: 'session.create',
          fields: { session: 'cc-v1_2', directory: '/work', command: 'claude' },
          caller: CALLER,
        },
      ])
    })

    it('takes the default folder and CLI when nothing is said, and the plain shell when asked for', async () => {
      right(await s.create({ name: 'a' }, CALLER)())
      right(await s.create({ name: 'b', directory: '~/x', shell: true }, CALLER)())
      const specs = ['cc-a', 'cc-b'].map((name) => s.host.controls.specOf(name))
      expect(specs.map((spec) => [spec?.directory, spec?.command])).to.deep.equal([
        [DEFAULT_DIRECTORY, 'claude --permission-mode default'],
        [`${DEFAULT_DIRECTORY}/x`, ''],
      ])
    })

    it('refuses a name or folder that cannot be, and starts nothing', async () => {
      s.unusable['/gone'] = 'not-found'
      expect(await s.create({ name: 'a:b' }, CALLER)()).to.deep.equal(E.left(invalidSessionName('cc-a:b')))
      expect(await s.create({ name: 'a', directory: '/gone' }, CALLER)()).to.deep.equal(
        E.left(unusableDirectory('/gone', 'not-found')),
      )
      expect(await listed()).to.deep.equal([])
    })

    it('lets one of ten at once win, whose token stays good', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => create('a')))
      expect(answers.filter(E.isRight)).to.have.length(1)
      expect(answers.filter(E.isLeft)).to.deep.equal(Array(9).fill(E.left(sessionExists('cc-a'))))
      const token = s.host.controls.specOf('cc-a')?.environment['PENATES_TOKEN'] ?? ''
      expect(await ownerOf(token)).to.equal('cc-a')
    })

    it('leaves no entry and no token behind when the program dies at once', async () => {
      s.host.controls.diesAtOnce('nosuch', { exitCode: 127, lastLines: ['not found'] })
      expect(await create('a', 'nosuch')).to.deep.equal(E.left(sessionDiedAtOnce('cc-a', 'nosuch', 127, ['not found'])))
      expect(await known()).to.deep.equal([])
      expect(await ownerOf('session-token-1')).to.equal(null)
    })

    it('takes over a dormant entry of the same name', async () => {
      right(await create('a'))
      right(await s.end(aName('cc-a'), { keep: true }, CALLER)())
      right(await create('a', 'codex'))
      expect(right(await s.record.read()).known).to.have.length(1)
      expect(right(await s.list()).sessions.map(({ command, status }) => [command, status])).to.deep.equal([
        ['codex', 'running'],
      ])
    })
  })

  describe('a start that is answered as soon as its program runs', () => {
    const begin = (command: string) =>
      s.answerWhenRunning((running) => s.create({ name: 'a', directory: '/work', command }, CALLER, running))()
    const settled = () => s.told.filter(({ _tag }) => _tag === 'session-start-settled')
    const dying = () => s.host.controls.diesAtOnce('nope', { exitCode: 127, lastLines: ['sh: nope: not found'] })

    it('has its record by the answer, and its end is an event', async () => {
      const begun = right(await begin('claude'))
      expect(begun).to.have.nested.property('session.name', 'cc-a')
      expect([await known(), await listed()]).to.deep.equal([['cc-a'], [['cc-a', 'running']]])
      right(await s.mark(aName('cc-a'), 'muted', true)())
      await eventually(() => void expect(settled()).to.have.length(1))
      expect(settled()[0]).to.deep.include({ name: 'cc-a', failure: null })
      expect(s.audit.entries.filter(({ event }) => event === 'session.create')).to.have.length(1)
    })

    it('tells how its program died, and leaves neither session nor record nor token', async () => {
      dying()
      expect(await begin('nope')).to.have.nested.property('right._tag', 'Running')
      await eventually(() => void expect(settled()).to.have.length(1))
      expect(settled()[0]).to.deep.include({
        name: 'cc-a',
        failure: { code: 'SessionDiedAtOnce', command: 'nope', exitCode: 127, lastLines: ['sh: nope: not found'] },
      })
      expect([await listed(), await known(), await ownerOf('session-token-1')]).to.deep.equal([[], [], null])
    })

    it('gives a dormant entry its former command back when the program dies', async () => {
      await create('a')
      right(await s.mark(aName('cc-a'), 'pinned', true)())
      s.host.controls.exit('cc-a')
      dying()
      await begin('nope')
      await eventually(async () => {
        const [entry] = right(await s.list()).sessions
        expect([entry?.status, entry?.command, entry?.pinned]).to.deep.equal(['dormant', 'claude', true])
      })
    })

    it('lets an end wait until it is settled', async () => {
      await begin('claude')
      right(await s.end(aName('cc-a'), { keep: false }, CALLER)())
      expect([settled().length, await known()]).to.deep.equal([1, []])
    })

    it('is answered with its failure before a program runs, without an event', async () => {
      await create('a')
      expect(await begin('claude')).to.deep.equal(E.left(sessionExists('cc-a')))
      expect(settled()).to.deep.equal([])
    })

    it('restores a session, whose record stays when the program dies', async () => {
      await create('a', 'nope')
      s.host.controls.exit('cc-a')
      dying()
      const restored = await s.answerWhenRunning((running) => s.restore(aName('cc-a'), CALLER, {}, running))()
      expect(restored).to.have.nested.property('right.session.continuesConversation', false)
      await eventually(() => void expect(settled()[0]).to.have.nested.property('failure.exitCode', 127))
      expect(await listed()).to.deep.equal([['cc-a', 'dormant']])
    })

    it('of a conversation that can end at once is answered by the start that follows it', async () => {
      await create('a', 'claude')
      s.host.controls.exit('cc-a')
      s.host.controls.diesAtOnce('claude --permission-mode default --continue', { exitCode: 1, lastLines: [] })
      s.host.controls.diesAtOnce('claude --continue --permission-mode default', { exitCode: 1, lastLines: [] })
      const options = { continuesConversation: true }
      const restored = await s.answerWhenRunning((running) => s.restore(aName('cc-a'), CALLER, options, running))()
      expect(restored).to.have.nested.property('right.session.continuesConversation', false)
      await eventually(() => void expect(settled()[0]).to.have.property('failure', null))
      expect(await ownerOf('session-token-3')).to.equal('cc-a')
    })
  })

  describe('end', () => {
    it('ends the session, drops its entry and its token', async () => {
      right(await create('a'))
      right(await s.end(aName('cc-a'), { keep: false }, CALLER)())
      expect([await listed(), await known()]).to.deep.equal([[], []])
      expect(await ownerOf('session-token-1')).to.equal(null)
      expect(s.told.map(({ _tag }) => _tag)).to.deep.equal(['session-started', 'session-ended'])
    })

    it('audits the token that the session was given, and that it is good for nothing any more, once', async () => {
      right(await create('a'))
      right(await s.end(aName('cc-a'), { keep: false }, CALLER)())
      right(await create('b'))
      s.host.controls.exit('cc-b')
      await eventually(() => {
        const lines = s.audit.entries.filter(({ event }) => event.startsWith('token.'))
        expect(lines.map(({ event, fields }) => [event, fields['session']])).to.deep.equal([
          ['token.create', 'cc-a'],
          ['token.revoke', 'cc-a'],
          ['token.create', 'cc-b'],
          ['token.revoke', 'cc-b'],
        ])
      })
    })

    it('keeps the entry when asked to, marked as stopped', async () => {
      right(await create('a'))
      right(await s.end(aName('cc-a'), { keep: true }, CALLER)())
      expect(
        right(await s.list()).sessions.map(({ status, manuallyStopped }) => [status, manuallyStopped]),
      ).to.deep.equal([['dormant', true]])
    })

    it('drops a dormant entry, and leaves the namesake by prefix alone', async () => {
      right(await create('a'))
      right(await create('ab'))
      s.host.controls.exit('cc-a')
      right(await s.end(aName('cc-a'), { keep: false }, CALLER)())
      expect(await listed()).to.deep.equal([['cc-ab', 'running']])
      expect(await s.end(aName('cc-a'), { keep: false }, CALLER)()).to.deep.equal(E.left(sessionNotFound('cc-a')))
    })

    it('changes nothing when the host fails', async () => {
      right(await create('a'))
      s.host.controls.setUnavailable(true)
      expect(E.isLeft(await s.end(aName('cc-a'), { keep: false }, CALLER)())).to.equal(true)
      s.host.controls.setUnavailable(false)
      expect(await listed()).to.deep.equal([['cc-a', 'running']])
    })
  })

  describe('ids', () => {
    const idsOf = async () =>
      Object.fromEntries(right(await s.record.read()).known.map(({ name, id, muted }) => [name, [id, muted]]))

    it('stay with sessions that exchange their names by hand, with marks and tokens', async () => {
      await create('a')
      await create('b')
      right(await s.mark(aName('cc-a'), 'muted', true)())
      const { 'cc-a': a, 'cc-b': b } = await idsOf()
      s.host.controls.renameByHand('cc-a', 'cc-between')
      s.host.controls.renameByHand('cc-b', 'cc-a')
      s.host.controls.renameByHand('cc-between', 'cc-b')
      await eventually(async () => void expect(await idsOf()).to.deep.equal({ 'cc-a': b, 'cc-b': a }))
      expect(await Promise.all(['session-token-1', 'session-token-2'].map(ownerOf))).to.deep.equal(['cc-b', 'cc-a'])
      right(await s.end(aName('cc-a'), { keep: false }, CALLER)())
      expect([await idsOf(), await ownerOf('session-token-1')]).to.deep.equal([{ 'cc-b': a }, 'cc-b'])
    })

    it('are new for a session that takes the name of one that was deleted, and the same after a restore', async () => {
      await create('a')
      right(await s.mark(aName('cc-a'), 'muted', true)())
      const { 'cc-a': first } = await idsOf()
      right(await s.end(aName('cc-a'), { keep: true }, CALLER)())
      expect(right(await s.restore(aName('cc-a'), CALLER)()).id).to.equal(first?.[0])
      right(await s.end(aName('cc-a'), { keep: false }, CALLER)())
      await create('a')
      const { 'cc-a': second } = await idsOf()
      expect([second?.[0] === first?.[0], second?.[1]]).to.deep.equal([false, false])
    })

    it('of a dormant record go to a session that is started by hand under its name', async () => {
      await create('a')
      const { 'cc-a': a } = await idsOf()
      s.host.controls.exit('cc-a')
      s.host.controls.startByHand('cc-a')
      await eventually(async () => {
        expect(right(await s.host.find('cc-a')()).id).to.equal(a?.[0])
      })
      expect(await listed()).to.deep.equal([['cc-a', 'running']])
    })

    it('of a session without a record stay the same when it is adopted', async () => {
      const { id } = s.host.controls.startByHand('mine')
      right(await s.adopt(aName('mine'), CALLER)())
      expect([await idsOf(), right(await s.host.find('mine')()).id]).to.deep.equal([{ mine: [id, false] }, id])
    })
  })

  describe('rename', () => {
    const rename = (from: string, to: string) => s.rename(aName(from), to, CALLER)()

    it('moves session, entry and token, with or without the prefix', async () => {
      right(await create('a'))
      expect(await rename('cc-a', 'b.c')).to.deep.equal(E.right('cc-b_c'))
      expect(await rename('cc-b_c', 'cc-d')).to.deep.equal(E.right('cc-d'))
      expect([await listed(), await known()]).to.deep.equal([[['cc-d', 'running']], ['cc-d']])
      expect(await ownerOf('session-token-1')).to.equal('cc-d')
    })

    it('gives a new session of the old name nothing of the old one', async () => {
      right(await create('a'))
      right(await rename('cc-a', 'b'))
      right(await create('a'))
      const owners = await Promise.all(['session-token-1', 'session-token-2'].map(ownerOf))
      expect(owners).to.deep.equal(['cc-b', 'cc-a'])
    })

    it('renames the entry of a dormant session, and gives a foreign one the prefix', async () => {
      right(await create('a'))
      s.host.controls.exit('cc-a')
      s.host.controls.startByHand('mine')
      right(await rename('cc-a', 'z'))
      right(await rename('mine', 'mine'))
      expect(await listed()).to.deep.equal([
        ['cc-mine', 'running'],
        ['cc-z', 'dormant'],
      ])
    })

    it('refuses taken, unknown and impossible names; its own name changes nothing', async () => {
      right(await create('a'))
      right(await create('b'))
      s.host.controls.exit('cc-b')
      expect(await rename('cc-a', 'b')).to.deep.equal(E.left(sessionExists('cc-b')))
      expect(await rename('cc-x', 'y')).to.deep.equal(E.left(sessionNotFound('cc-x')))
      expect(await rename('cc-a', 'x:y')).to.deep.equal(E.left(invalidNewSessionName('x:y')))
      expect(await rename('cc-a', 'cc-a')).to.deep.equal(E.right('cc-a'))
      expect(s.audit.entries.filter(({ event }) => event === 'session.rename')).to.deep.equal([])
    })

    it('lets one of two win that want the same name', async () => {
      right(await create('a'))
      right(await create('b'))
      const answers = await Promise.all([rename('cc-a', 'c'), rename('cc-b', 'c')])
      expect(answers).to.deep.equal([E.right('cc-c'), E.left(sessionExists('cc-c'))])
    })
  })

  describe('adopt, mark, forget', () => {
    it('adopts a live session under its own name, again and again', async () => {
      s.host.controls.startByHand('mine', '/work')
      right(await s.adopt(aName('mine'), CALLER)())
      right(await s.adopt(aName('mine'), CALLER)())
      expect([await listed(), await known()]).to.deep.equal([[['mine', 'running']], ['mine']])
      expect(await s.adopt(aName('nobody'), CALLER)()).to.deep.equal(E.left(sessionNotFound('nobody')))
    })

    it('mutes and pins what it knows, and only that', async () => {
      right(await create('a'))
      expect(right(await s.mark(aName('cc-a'), 'muted', true)()).muted).to.equal(true)
      expect(right(await s.mark(aName('cc-a'), 'pinned', undefined)()).pinned).to.equal(true)
      s.host.controls.startByHand('mine')
      expect(await s.mark(aName('mine'), 'muted', true)()).to.deep.equal(E.left(sessionNotKnown('mine')))
    })

    it('forgets the entry and leaves the session alone', async () => {
      right(await create('a'))
      right(await s.forget(aName('cc-a'))())
      expect(right(await s.list()).sessions.map(({ status, command }) => [status, command])).to.deep.equal([
        ['running', null],
      ])
      expect(await s.forget(aName('cc-a'))()).to.deep.equal(E.left(sessionNotKnown('cc-a')))
    })
  })

  describe('restore', () => {
    it('starts a dormant session again as it was stored', async () => {
      right(await create('a', 'claude --permission-mode auto'))
      right(await s.end(aName('cc-a'), { keep: true }, CALLER)())
      right(await s.restore(aName('cc-a'), CALLER)())
      expect(s.host.controls.specOf('cc-a')?.command).to.equal('claude --permission-mode auto')
      expect(right(await s.record.read()).known[0]?.manuallyStopped).to.equal(false)
    })

    it('continues the conversation of a coding CLI, and starts it anew when there is none', async () => {
      const continued = async (): Promise<readonly [command: string | undefined, continues: boolean]> => {
        right(await s.end(aName('cc-a'), { keep: true }, CALLER)())
        const session = right(await s.restore(aName('cc-a'), CALLER, { continuesConversation: true })())
        return [s.host.controls.specOf('cc-a')?.command, session.continuesConversation]
      }
      right(await create('a', 'claude --model opus'))
      s.host.controls.diesAtOnce('claude --permission-mode default --continue --model opus', {
        exitCode: 1,
        lastLines: [],
      })
      expect(await continued()).to.deep.equal(['claude --permission-mode default --model opus', false])
      right(await s.end(aName('cc-a'), { keep: false }, CALLER)())
      right(await create('a', 'claude'))
      expect(await continued()).to.deep.equal(['claude --permission-mode default --continue', true])
      expect(right(await s.record.read()).known[0]?.command).to.equal('claude --continue')
    })

    it('refuses what runs, what it does not know, and a folder that is gone', async () => {
      right(await create('a'))
      expect(await s.restore(aName('cc-a'), CALLER)()).to.deep.equal(E.left(sessionRunning('cc-a')))
      expect(await s.restore(aName('cc-x'), CALLER)()).to.deep.equal(E.left(sessionNotKnown('cc-x')))
      s.host.controls.exit('cc-a')
      s.unusable['/work'] = 'not-found'
      expect(await s.restore(aName('cc-a'), CALLER)()).to.deep.equal(E.left(unusableDirectory('/work', 'not-found')))
    })

    it('keeps the token of a running session after an attempt to restore it', async () => {
      right(await create('a'))
      await s.restore(aName('cc-a'), CALLER)()
      expect(await ownerOf('session-token-1')).to.equal('cc-a')
    })
  })

  describe('looking', () => {
    it('lists only dormant sessions, and says why, while the host cannot be asked', async () => {
      right(await create('a'))
      s.host.controls.setUnavailable(true)
      const { sessions, hostFault } = right(await s.list())
      expect([sessions.map(({ status }) => status), hostFault]).to.deep.equal([
        ['dormant'],
        unavailable('tmux', 'made unavailable by a test'),
      ])
    })

    it('reads history within its limits, and the screens of those that are there', async () => {
      right(await create('a'))
      s.host.controls.setHistory('cc-a', ['one', 'two'])
      s.host.controls.setScreen('cc-a', ['$ ls', 'a b', ''])
      expect(await s.scrollback('cc-a', -5)()).to.deep.equal(E.right('two\r\n'))
      expect(await s.scrollback('nobody', 5)()).to.deep.equal(E.left(sessionNotFound('nobody')))
      expect(await s.screens(['cc-a', 'nobody'], 1)()).to.deep.equal([{ name: 'cc-a', lines: ['a b'] }])
    })

    it('names recent folders that still exist', async () => {
      right(await s.create({ name: 'a', directory: '/one' }, CALLER)())
      s.clock.advance(1000)
      right(await s.create({ name: 'b', directory: '/two' }, CALLER)())
      right(await s.create({ name: 'c', directory: '/three' }, CALLER)())
      s.host.controls.exit('cc-a')
      s.unusable['/three'] = 'not-found'
      expect(right(await s.recent(0)()).map(({ directory }) => directory)).to.deep.equal(['/two'])
    })

    it('names recent folders that others know as well, asking them at most every ten seconds', async () => {
      right(await s.create({ name: 'a', directory: '/one' }, CALLER)())
      s.directories.work('/one', s.clock.now() + 500)
      s.directories.work('/two', s.clock.now() - 5)
      s.unusable['/gone'] = 'not-found'
      s.directories.work('/gone', s.clock.now())
      const recent = async () => right(await s.recent(50)()).map(({ directory, sources }) => [directory, ...sources])
      const known = [
        ['/one', 'sessions', 'transcripts'],
        ['/two', 'transcripts'],
      ]
      expect(await recent()).to.deep.equal(known)
      s.directories.work('/three', s.clock.now() + 1_000)
      expect(await recent()).to.deep.equal(known)
      s.clock.advance(10_000)
      expect(await recent()).to.deep.equal([['/three', 'transcripts'], ...known])
    })
  })
})
