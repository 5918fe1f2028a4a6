import * as E from 'fp-ts/lib/Either.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { observeDefects } from '../../../application/shared/detached.js'
import { aName } from '../../support/sessions.js'
import { right, sessionUseCases } from '../../support/session-use-cases.js'
import { CLAUDE_CODE, CODEX } from '../../support/agents.js'
import { sessionId, type SessionId } from '../../../domain/sessions/session-id.js'
import { eventually } from '../../support/eventually.js'

const DAY_MS = 24 * 60 * 60 * 1000

describe('entries after a restart', () => {
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
  const create = async (name: string, command = 'claude') =>
    right(await s.create({ name, directory: '/work', command }, THE_HUB)())
  const boot = async () => right(await s.boot())()
  const live = async () => right(await s.host.list()).map(({ name }) => name)
  const heartbeat = async () => namesOf(right(await s.record.read()).heartbeat?.live ?? [])

  /** Long enough for what must not happen. */
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  /** Lets time pass until it is done. */
  const passing = async (work: Promise<unknown>): Promise<void> => {
    const passed = { all: false }
    const done = work.then(() => {
      passed.all = true
    })
    while (!passed.all) {
      s.clock.advance(20_000)
      await turns()
    }
    await done
  }

  it('revives what was alive when the host died, continuing the conversation', async () => {
    await create('a')
    await create('b', 'vim')
    s.host.controls.crash()
    await boot()
    expect(await live()).to.deep.equal(['cc-a', 'cc-b'])
    expect(['cc-a', 'cc-b'].map((name) => s.host.controls.specOf(name)?.command)).to.deep.equal([
      'claude --permission-mode default --continue',
      'vim',
    ])
    const restored = s.audit.entries.filter(({ event }) => event === 'session.restore')
    expect(restored.map(({ event, caller }) => [event, caller])).to.deep.equal([
      ['session.restore', THE_HUB],
      ['session.restore', THE_HUB],
    ])
  })

  describe('of two sessions in one folder', () => {
    const idOf = async (name: string) => right(await s.host.list()).find((one) => one.name === name)?.id
    const report = async (name: string, conversation: unknown, agent = CLAUDE_CODE) =>
      s.noteConversation((await idOf(name)) ?? sessionId('none'), agent, conversation)()
    const commandOf = (name: string) => s.host.controls.specOf(name)?.command
    const endAndUndo = async (name: string) => {
      right(await s.end(aName(name), { keep: true }, THE_HUB)())
      right(await s.restore(aName(name), THE_HUB, { continuesConversation: true })())
    }
    const MODE = '--permission-mode default'

    beforeEach(async () => {
      await create('a')
      await create('b')
      await report('cc-a', 'conversation-a')
      await report('cc-b', 'conversation-b')
    })

    it('continue the conversation of each, whichever is the newest, and keep their commands', async () => {
      await endAndUndo('cc-a')
      expect(commandOf('cc-a')).to.equal(`claude ${MODE} --resume conversation-a`)
      expect(right(await s.record.read()).known.map(({ command }) => command)).to.deep.equal(['claude', 'claude'])
      s.host.controls.crash()
      await boot()
      expect(['cc-a', 'cc-b'].map(commandOf)).to.deep.equal([
        `claude ${MODE} --resume conversation-a`,
        `claude ${MODE} --resume conversation-b`,
      ])
    })

    it('continue the one that was reported last, also after a rename', async () => {
      await report('cc-a', 'conversation-a2')
      right(await s.rename(aName('cc-a'), 'c', THE_HUB)())
      await endAndUndo('cc-c')
      expect(commandOf('cc-c')).to.equal(`claude ${MODE} --resume conversation-a2`)
    })

    it('start anew where the conversation is no longer there, not in that of the other', async () => {
      s.host.controls.diesAtOnce(`claude ${MODE} --resume conversation-a`, { exitCode: 1, lastLines: [] })
      await endAndUndo('cc-a')
      expect(commandOf('cc-a')).to.equal(`claude ${MODE}`)
    })

    it('ignore what is no id, another agent, and sessions without a record', async () => {
      for (const raw of [undefined, null, 7, '', '--help', 'a b', "'; rm -rf ~'", 'x'.repeat(200)])
        await report('cc-a', raw)
      await report('cc-none', 'conversation-c')
      await endAndUndo('cc-a')
      expect(commandOf('cc-a')).to.equal(`claude ${MODE} --resume conversation-a`)
      await report('cc-b', 'rollout-1', CODEX)
      await endAndUndo('cc-b')
      expect(commandOf('cc-b')).to.equal(`claude ${MODE}`)
    })

    it('store each report once', async () => {
      const before = right(await s.record.read())
      await report('cc-a', 'conversation-a')
      expect(right(await s.record.read())).to.equal(before)
    })
  })

  it('falls back to the stored command when there is nothing to continue, and keeps the form that worked', async () => {
    await create('a')
    s.host.controls.crash()
    s.host.controls.diesAtOnce('claude --permission-mode default --continue', { exitCode: 1, lastLines: [] })
    await boot()
    expect(right(await s.record.read()).known.map(({ command }) => command)).to.deep.equal(['claude'])
    expect(await live()).to.deep.equal(['cc-a'])
  })

  it('goes on at the next start where a restore was cut short', async () => {
    await create('a', 'one')
    await create('b', 'two')
    await create('c', 'three')
    s.host.controls.crash()
    await s.boot() // planned; then the hub is killed before the first start
    right(await s.restore(aName('cc-a'), THE_HUB)())
    await boot()
    expect(await live()).to.deep.equal(['cc-a', 'cc-b', 'cc-c'])
    expect(right(await s.record.read()).reviving).to.deep.equal([])
  })

  it('keeps a session planned while the host cannot be asked', async () => {
    await create('a')
    s.host.controls.crash()
    const revive = right(await s.boot())
    s.host.controls.setUnavailable(true)
    await passing(revive())
    s.host.controls.setUnavailable(false)
    await boot()
    expect(await live()).to.deep.equal(['cc-a'])
  })

  it('tries again while the host cannot be asked', async () => {
    await create('a')
    await create('b')
    s.host.controls.crash()
    const revive = right(await s.boot())
    s.host.controls.setUnavailable(true)
    const revived = revive()
    s.clock.advance(1_500)
    await turns()
    s.host.controls.setUnavailable(false)
    await passing(revived)
    expect(await live()).to.deep.equal(['cc-a', 'cc-b'])
    expect(right(await s.record.read()).reviving).to.deep.equal([])
  })

  it('leaves down what a person ended while the host could not be asked', async () => {
    for (const keep of [true, false]) {
      await create('a')
      s.host.controls.crash()
      const revive = right(await s.boot())
      s.host.controls.setUnavailable(true)
      const revived = revive()
      await turns()
      s.host.controls.setUnavailable(false)
      right(await s.end(aName('cc-a'), { keep }, THE_HUB)())
      await passing(revived)
      expect(await live(), `keep: ${String(keep)}`).to.deep.equal([])
      expect(right(await s.record.read()).reviving).to.deep.equal([])
      if (keep) right(await s.end(aName('cc-a'), { keep: false }, THE_HUB)())
    }
  })

  describe('while the hub runs', () => {
    let stop: () => void
    beforeEach(() => {
      stop = s.reviveAfterCrash()
    })
    afterEach(() => {
      stop()
    })

    it('revives every known session that went down in a crash of the host', async () => {
      await create('a')
      await create('b', 'vim')
      right(await s.rename(aName('cc-b'), 'c', THE_HUB)())
      await create('stopped')
      right(await s.end(aName('cc-stopped'), { keep: true }, THE_HUB)())
      await create('ended')
      s.host.controls.exit('cc-ended')
      s.host.controls.startByHand('foreign')
      s.host.controls.crash()
      s.host.controls.startByHand('new') // another server, before anything is revived
      await eventually(async () => void expect(await live()).to.deep.equal(['cc-a', 'cc-c', 'new']))
      expect(s.host.controls.specOf('cc-a')?.command).to.equal('claude --permission-mode default --continue')
      await eventually(async () => void expect(right(await s.record.read()).reviving).to.deep.equal([]))
    })

    it('revives nothing of a host that a person ended, and nothing when switched off', async () => {
      await create('a')
      s.host.controls.stopHost()
      await turns()
      expect(await live()).to.deep.equal([])
      right(await s.restore(aName('cc-a'), THE_HUB)())
      right(await s.settings.change({ autoRestore: false })())
      s.host.controls.crash()
      await turns()
      expect(await live()).to.deep.equal([])
    })

    it('has the plan on disk before the first start', async () => {
      await create('a')
      await create('b')
      s.host.controls.crash()
      s.host.controls.setUnavailable(true)
      await eventually(async () => {
        expect(await namesOf(right(await s.record.read()).reviving)).to.deep.equal(['cc-a', 'cc-b'])
      })
    })

    it('revives after a crash although the revival before ended in a defect', async () => {
      await create('a')
      const defects: string[] = []
      const stopObserving = observeDefects((part) => void defects.push(part))
      const read = s.settings.read
      const defect = {
        get autoRestore(): boolean {
          throw new Error('defect')
        },
      }
      Object.assign(s.settings, {
        read: () => {
          Object.assign(s.settings, { read })
          return Promise.resolve(E.right(defect))
        },
      })
      try {
        s.host.controls.crash()
        await eventually(() => void expect(defects).to.deep.equal(['revival after a crash']))
      } finally {
        stopObserving()
      }
      right(await s.restore(aName('cc-a'), THE_HUB)())
      s.host.controls.crash()
      await eventually(async () => void expect(await live()).to.deep.equal(['cc-a']))
    })

    it('stops reviving in a host that crashes again and again', async () => {
      await create('a')
      for (let crash = 0; crash < 3; crash++) {
        s.host.controls.crash()
        await eventually(async () => void expect(await live()).to.deep.equal(['cc-a']))
      }
      s.host.controls.crash()
      await turns()
      expect(await live()).to.deep.equal([])
    })
  })

  it('revives nothing in a host that still runs', async () => {
    await create('a')
    await create('b')
    s.host.controls.exit('cc-a')
    await boot()
    expect(await live()).to.deep.equal(['cc-b'])
  })

  it('revives nothing that ended by itself before the host went, even as its last session', async () => {
    await create('a')
    s.host.controls.exit('cc-a')
    await eventually(async () => {
      expect(await heartbeat()).to.deep.equal([])
    })
    await boot()
    expect(await live()).to.deep.equal([])
  })

  it('revives nothing that a person stopped, nothing whose folder is gone, nothing when switched off', async () => {
    await create('a')
    await create('b')
    right(await s.end(aName('cc-a'), { keep: true }, THE_HUB)())
    s.host.controls.crash()
    s.unusable['/work'] = 'not-found'
    await boot()
    expect(await live()).to.deep.equal([])
    expect(s.logLines).to.include('warn a session could not be revived {"session":"cc-b","reason":"UnusableDirectory"}')
    delete s.unusable['/work']
    right(await s.settings.change({ autoRestore: false })())
    await boot()
    expect(await live()).to.deep.equal([])
  })

  it('forgets at boot what was not seen for 7 days', async () => {
    await create('a')
    s.host.controls.crash()
    s.clock.advance(8 * DAY_MS)
    await boot()
    expect(right(await s.record.read()).known).to.deep.equal([])
  })

  it('takes in live sessions of ours that no entry tells of, but no update', async () => {
    s.host.controls.startByHand('cc-lost', '/work')
    s.host.controls.startByHand('cc-update-claude')
    s.host.controls.startByHand('foreign')
    await boot()
    expect(right(await s.record.read()).known.map(({ name, directory }) => [name, directory])).to.deep.equal([
      ['cc-lost', '/work'],
    ])
  })

  it('revokes at boot the tokens of sessions that ended in the meantime', async () => {
    await create('a')
    await create('b')
    s.unfollow()
    s.host.controls.exit('cc-a')
    await boot()
    const owners = await Promise.all(['session-token-1', 'session-token-2'].map(ownerOf))
    expect(owners).to.deep.equal([null, 'cc-b'])
  })

  it('follows a rename by hand with entry and token, and tells every client', async () => {
    await create('a')
    s.host.controls.renameByHand('cc-a', 'cc-z')
    await eventually(async () => {
      expect(right(await s.record.read()).known.map(({ name }) => name)).to.deep.equal(['cc-z'])
      expect(await ownerOf('session-token-1')).to.equal('cc-z')
    })
    expect(s.told.at(-1)).to.deep.include({
      _tag: 'session-renamed',
      session: right(await s.record.read()).known[0]?.id,
      oldName: 'cc-a',
      newName: 'cc-z',
    })
  })

  it('revokes the token of a session whose program ended, and tells every client once', async () => {
    await create('a')
    s.host.controls.exit('cc-a')
    await eventually(async () => {
      expect(await ownerOf('session-token-1')).to.equal(null)
    })
    expect(s.told.filter(({ _tag }) => _tag === 'session-ended')).to.have.length(1)
  })

  it('tells who attached and who left', async () => {
    await create('a')
    s.host.controls.setViewers('cc-a', 2)
    s.host.controls.setViewers('cc-a', 0)
    expect(s.told.slice(-2).map((event) => event._tag === 'session-attached' && event.attached)).to.deep.equal([
      true,
      false,
    ])
  })

  it('leaves the last heartbeat alone while the host does not run or cannot be asked', async () => {
    await create('a')
    s.host.controls.setUnavailable(true)
    right(await s.beat((records) => E.right(records))())
    s.host.controls.setUnavailable(false)
    s.host.controls.crash()
    right(await s.beat((records) => E.right(records))())
    expect(await heartbeat()).to.deep.equal(['cc-a'])
  })
})
