import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { sessionNotFound } from '../../../domain/sessions/errors.js'
import {
  BUSY_SCREEN,
  DIALOG_SCREEN,
  fullStore,
  openPromptHub,
  PAGER_SCREEN,
  PROMPT_SCREEN,
  promptWorld,
  type PromptHub,
  type PromptWorld,
} from '../../support/prompts.js'
import { conversationEntry } from '../../support/conversations.js'
import { leftTag, right } from '../../support/results.js'

const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

describe('the prompt queue of a session', () => {
  let world: PromptWorld
  let hub: PromptHub
  beforeEach(() => {
    world = promptWorld()
    hub = openPromptHub(world)
  })
  afterEach(() => hub.stop())

  const add = async (text: string, id: string | null = null) =>
    right(await hub.managePrompts.add('cc-a', { text, id, isUrgent: false }, THE_HUB)())
  const shows = (screen: ReadonlyArray<string>): void => world.host.controls.setScreen('cc-a', screen)

  it('is sent in order, each prompt after the end of the turn before', async () => {
    await hub.report('UserPromptSubmit', { prompt: 'by hand' })
    shows(BUSY_SCREEN)
    await add('first')
    await add('second\nwith a line')
    await hub.pass(5_000)
    expect(world.submitted).to.deep.equal([])
    for (const text of ['first', 'second\nwith a line']) {
      shows(PROMPT_SCREEN)
      await hub.report('Stop')
      await hub.pass(2_000)
      expect(world.submitted.at(-1)).to.equal(text)
      await hub.report('UserPromptSubmit', { prompt: text })
      shows(BUSY_SCREEN)
      await hub.pass(2_000)
    }
    expect(world.submitted).to.deep.equal(['first', 'second\nwith a line'])
    expect(await hub.listed()).to.deep.equal([
      ['sent', 'first'],
      ['sent', 'second\nwith a line'],
    ])
    expect(hub.events.map(({ changed }) => changed.map(({ state }) => state)).flat()).to.deep.equal([
      ...['waiting', 'waiting', 'sending', 'sent', 'sending', 'sent'],
    ])
  })

  for (const [what, screen] of [
    ['a dialog', DIALOG_SCREEN],
    ['a pager', PAGER_SCREEN],
    ['a shell', ['me@machine:~$ ']],
    ['a working agent', BUSY_SCREEN],
  ] as const)
    it(`is not typed into ${what}, although the last report was the end of a turn`, async () => {
      await hub.report('Stop')
      shows(screen)
      await add('first')
      await hub.pass(30_000)
      expect([world.host.controls.typedIn('cc-a'), world.submitted]).to.deep.equal(['', []])
      expect(await hub.listed()).to.deep.equal([['waiting', 'first']])
    })

  it('is not typed behind text in the prompt of the agent, but in place of a placeholder', async () => {
    const withPrompt = (line: string): void => shows([...PROMPT_SCREEN.slice(0, 2), line, ...PROMPT_SCREEN.slice(3)])
    await hub.report('Stop')
    withPrompt('❯ half a thought')
    const [{ id } = { id: '' }] = await add('first')
    await hub.pass(5_000)
    expect(await hub.sendPrompt('cc-a', id, THE_HUB)()).to.deep.equal(
      E.left({ _tag: 'AgentNotReady', reason: 'draft' }),
    )
    expect(world.submitted).to.deep.equal([])
    withPrompt('❯ \u001b[7mT\u001b[27m\u001b[2mry "fix lint errors"\u001b[0m')
    await hub.pass(2_000)
    expect(world.submitted).to.deep.equal(['first'])
  })

  for (const [what, screen] of [
    ['a draft that a person begins', [...PROMPT_SCREEN.slice(0, 2), '❯ half a thought', ...PROMPT_SCREEN.slice(3)]],
    ['a turn that begins', BUSY_SCREEN],
    ['a dialog that opens', DIALOG_SCREEN],
  ] as const)
    it(`is not typed into ${what} while the queue is stored, and waits for the end of it`, async () => {
      let isLate = true
      const update: PromptWorld['store']['update'] = (change) => async () => {
        const stored = await world.store.update(change)()
        if (isLate && E.isRight(stored) && stored.right.some(({ state }) => state === 'sending')) shows(screen)
        return stored
      }
      hub.stop()
      hub = openPromptHub({ ...world, store: { ...world.store, update } })
      await hub.report('Stop')
      await add('first')
      await hub.pass(20_000)
      expect(world.host.controls.typedIn('cc-a')).to.equal('')
      expect(await hub.listed()).to.deep.equal([['waiting', 'first']])
      isLate = false
      shows(PROMPT_SCREEN)
      await hub.pass(2_000)
      expect(world.submitted).to.deep.equal(['first'])
    })

  describe('after the end of a turn', () => {
    const typedAfter = async (ms: number): Promise<string> => {
      for (let left = ms; left > 0; left -= 5) {
        for (let turn = 0; turn < 20; turn += 1) await settle()
        world.clock.advance(5)
      }
      for (let turn = 0; turn < 20; turn += 1) await settle()
      return world.host.controls.typedIn('cc-a')
    }

    it('is typed within 50 ms', async () => {
      await hub.report('UserPromptSubmit', { prompt: 'by hand' })
      await add('first')
      await hub.pass(10_000)
      await hub.report('Stop')
      expect(await typedAfter(50)).to.equal('first')
    })

    it('is typed within 50 ms after its prompt is drawn, which takes an agent some time', async () => {
      await hub.report('UserPromptSubmit', { prompt: 'by hand' })
      shows(BUSY_SCREEN)
      await add('first')
      await hub.pass(10_000)
      await hub.report('Stop')
      expect(await typedAfter(1_490)).to.equal('')
      shows(PROMPT_SCREEN)
      expect(await typedAfter(50)).to.equal('first')
    })

    it('is typed within 10 s where the host and the agent send no events', async () => {
      hub.stop()
      hub = openPromptHub({ ...world, host: { ...world.host, watchScreens: () => () => undefined } })
      await hub.report('Stop')
      shows(PAGER_SCREEN)
      await add('first')
      await hub.pass(60_000)
      expect(world.submitted).to.deep.equal([])
      shows(PROMPT_SCREEN)
      await hub.pass(10_000)
      expect(world.submitted).to.deep.equal(['first'])
    })
  })

  it('is the first prompt of an agent that has just started', async () => {
    await add('first')
    await hub.report('SessionStart')
    await hub.pass(2_000)
    expect(world.submitted).to.deep.equal(['first'])
  })

  it('is not typed into an agent that has not reported to this hub, though its prompt is shown', async () => {
    const queue = await add('first')
    await hub.pass(30_000)
    expect(world.submitted).to.deep.equal([])
    expect(leftTag(await hub.sendPrompt('cc-a', queue[0]?.id ?? '', THE_HUB)())).to.equal('AgentNotReady')
  })

  it('presses no Enter when a dialog opens after the text', async () => {
    await hub.report('Stop')
    await add('first')
    await hub.pass(200)
    shows(DIALOG_SCREEN)
    await hub.pass(1_000)
    expect(right(await hub.managePrompts.list('cc-a')())[0]).to.deep.include({ state: 'unknown', fault: 'dialog' })
    expect(world.submitted).to.deep.equal([])
  })

  it('presses no Enter while the screen shows no prompt after the text, and is not typed where it shows none before', async () => {
    await hub.report('Stop')
    await add('first')
    await hub.pass(200)
    shows(PAGER_SCREEN)
    await hub.pass(10_000)
    expect(right(await hub.managePrompts.list('cc-a')())[0]).to.deep.include({ state: 'unknown', fault: 'dialog' })
    expect([world.host.controls.typedIn('cc-a'), world.submitted]).to.deep.equal(['first', []])
  })

  for (const [sign, typed] of [
    ['!ls', ' !ls'],
    ['\u2060\u200b !ls', ' !ls'],
    ['see @src', 'see @src '],
    ['ends with \\', 'ends with \\ '],
    ['/compact', '/compact'],
    ['# note', '# note'],
  ] as const)
    it(`is typed as a prompt, not as a command of the shell: ${JSON.stringify(sign)}`, async () => {
      await hub.report('Stop')
      await add(sign)
      await hub.pass(2_000)
      expect(world.submitted).to.deep.equal([typed])
      await hub.report('UserPromptSubmit', { prompt: typed.trim() })
      expect((await hub.listed()).map(([state]) => state)).to.deep.equal(['sent'])
    })

  it('is unknown without a confirmation, and neither repeated nor passed by the next prompt', async () => {
    await hub.report('Stop')
    await add('first')
    await add('second')
    await hub.pass(60_000)
    expect(world.submitted).to.deep.equal(['first'])
    expect(await hub.listed()).to.deep.equal([
      ['unknown', 'first'],
      ['waiting', 'second'],
    ])
    await hub.report('UserPromptSubmit', { prompt: 'first' })
    expect((await hub.listed())[0]).to.deep.equal(['sent', 'first'])
  })

  it('waits for the confirmation as long as the agent works', async () => {
    await hub.report('PreToolUse', { tool_name: 'Bash' })
    shows(BUSY_SCREEN)
    const [{ id } = { id: '' }] = await add('steer')
    const sending = hub.sendPrompt('cc-a', id, THE_HUB)()
    await hub.pass(1_000)
    right(await sending)
    await hub.pass(120_000)
    expect(await hub.listed()).to.deep.equal([['sending', 'steer']])
    await hub.report('UserPromptSubmit', { prompt: 'steer' })
    expect([world.submitted, await hub.listed()]).to.deep.equal([['steer'], [['sent', 'steer']]])
  })

  it('is confirmed by the transcript when the agent took it into a turn that it then ended', async () => {
    await hub.report('PreToolUse', { tool_name: 'Bash', session_id: 'talk' })
    const say = (text: string, at: number, isSubagent = false): unknown =>
      world.conversations.say('/work/shop', 'talk', [{ ...conversationEntry(text), kind: 'prompt', at, isSubagent }])
    say('steer', world.clock.now() - 1)
    const [{ id } = { id: '' }] = await add('steer')
    const sending = hub.sendPrompt('cc-a', id, THE_HUB)()
    await hub.pass(1_000)
    right(await sending)
    say('steer', world.clock.now(), true)
    await hub.report('Stop', { session_id: 'talk' })
    await hub.pass(5_000)
    expect(await hub.listed()).to.deep.equal([['sending', 'steer']])
    say(' steer\n', world.clock.now())
    await hub.pass(3_000)
    expect(await hub.listed()).to.deep.equal([['sent', 'steer']])
  })

  it('types a prompt whose outcome is unknown again when a person sends it', async () => {
    await hub.report('Stop')
    const [{ id } = { id: '' }] = await add('first')
    await hub.pass(60_000)
    const sending = hub.sendPrompt('cc-a', id, THE_HUB)()
    await hub.pass(1_000)
    expect(right(await sending)[0]?.state).to.equal('sending')
    expect(world.submitted).to.deep.equal(['first', 'first'])
  })

  describe('with a prompt that is to be sent at once', () => {
    const send = async (text: string, id: string | null = null) => {
      const sending = hub.managePrompts.add('cc-a', { text, id, isUrgent: true }, THE_HUB)()
      await hub.pass(1_000)
      return sending
    }

    it('types it before those that wait, also into a turn, and keeps it until the agent confirms it', async () => {
      await hub.report('PreToolUse', { tool_name: 'Bash' })
      shows(BUSY_SCREEN)
      await add('later')
      expect(right(await send('steer')).map(({ state, text }) => [state, text])).to.deep.equal([
        ['waiting', 'later'],
        ['sending', 'steer'],
      ])
      await hub.report('UserPromptSubmit', { prompt: 'steer' })
      expect([world.submitted, await hub.listed()]).to.deep.equal([
        ['steer'],
        [
          ['sent', 'steer'],
          ['waiting', 'later'],
        ],
      ])
      expect(hub.audit.entries.map(({ event }) => event)).to.deep.equal(['prompt.add', 'prompt.send'])
    })

    it('queues nothing for a dialog, a pager, a shell, a draft, or an agent without a report', async () => {
      expect(leftTag(await send('x'))).to.equal('AgentNotReady')
      await hub.report('Stop')
      for (const screen of [DIALOG_SCREEN, PAGER_SCREEN, ['me@machine:~$ ']]) {
        shows(screen)
        expect(leftTag(await send('x'))).to.equal('AgentNotReady')
      }
      shows([...PROMPT_SCREEN.slice(0, 2), '❯ half a thought', ...PROMPT_SCREEN.slice(3)])
      expect(leftTag(await send('x'))).to.equal('AgentNotReady')
      expect([world.host.controls.typedIn('cc-a'), await hub.listed()]).to.deep.equal(['', []])
    })

    it('lets it wait behind another one on its way', async () => {
      await hub.report('Stop')
      right(await send('first'))
      expect(right(await send('second')).map(({ state }) => state)).to.deep.equal(['sending', 'waiting'])
      await hub.report('UserPromptSubmit', { prompt: 'first' })
      await hub.report('Stop')
      await hub.pass(2_000)
      expect(world.submitted).to.deep.equal(['first', 'second'])
    })

    it('types it once when the request is repeated, at the same time and after a restart', async () => {
      await hub.report('Stop')
      await Promise.all([send('first', 'one'), send('first', 'one')])
      hub.stop()
      hub = openPromptHub(world)
      await hub.report('Stop')
      right(await send('first', 'one'))
      await hub.pass(20_000)
      right(await send('first', 'one'))
      expect([world.submitted, await hub.listed()]).to.deep.equal([['first'], [['unknown', 'first']]])
    })

    it('types it on the evidence of reports where the screen of a CLI is not read, but not by itself', async () => {
      world.host.controls.set('cc-a', { foreground: 'agy' })
      shows(['> '])
      expect(leftTag(await send('x'))).to.equal('AgentNotReady')
      await hub.report('PermissionRequest')
      expect(leftTag(await send('x'))).to.equal('AgentNotReady')
      await hub.report('Stop')
      await add('later')
      await hub.pass(5_000)
      expect(world.submitted).to.deep.equal([])
      right(await send('go'))
      expect(world.submitted).to.deep.equal(['go'])
    })
  })

  it('follows a rename, is left when the session ends, and goes on when it is restored', async () => {
    await hub.report('Stop')
    shows(BUSY_SCREEN)
    await add('first')
    world.host.controls.renameByHand('cc-a', 'cc-b')
    expect(right(await hub.managePrompts.list('cc-b')())).to.have.length(1)
    expect(leftTag(await hub.managePrompts.list('cc-gone')())).to.equal('SessionNotFound')
    world.host.controls.exit('cc-b')
    const [{ id } = { id: '' }] = right(await hub.managePrompts.list('cc-a')())
    await hub.pass(20 * 60_000)
    expect(await hub.sendPrompt('cc-a', id, THE_HUB)()).to.deep.equal(
      E.left({ _tag: 'AgentNotReady', reason: 'ended' }),
    )
    expect(await hub.listed()).to.deep.equal([['waiting', 'first']])
    world.host.controls.startByHand('cc-a', '/work/shop')
    world.host.controls.set('cc-a', { id: world.session })
    hub.stop()
    hub = openPromptHub(world)
    shows(PROMPT_SCREEN)
    await hub.pass(5_000)
    expect(world.submitted).to.deep.equal([])
    await hub.report('SessionStart')
    await hub.pass(2_000)
    expect(world.host.controls.typedIn('cc-a')).to.equal('first')
  })

  it('takes a prompt of the greatest length, with line ends and control characters of a megabyte around it', async () => {
    await hub.report('Stop')
    const text = `${'line\n'.repeat(9_999)}end`
    right(
      await hub.managePrompts.add(
        'cc-a',
        { text: `\u001b\u0000${text}${'\u0007'.repeat(1_000_000)}`, id: null, isUrgent: false },
        THE_HUB,
      )(),
    )
    expect(
      leftTag(
        await hub.managePrompts.add('cc-a', { text: 'x\n'.repeat(500_000), id: null, isUrgent: false }, THE_HUB)(),
      ),
    ).to.equal('InvalidPrompt')
    await hub.pass(2_000)
    expect(world.submitted).to.deep.equal([text])
  })

  it('is looked at in time with 10,000 prompts in other queues', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => {
      const session = sessionId(`id-${String(at % 100)}`)
      return { id: String(at), session, text: 'x', state: 'waiting', fault: null, createdAt: 0, changedAt: 0 } as const
    })
    right(await world.store.update(() => E.right(many))())
    await hub.report('Stop')
    await add('first')
    await hub.pass(2_000)
    expect(world.submitted).to.deep.equal(['first'])
    expect(right(await world.store.read())).to.have.length(10_001)
  })

  it('is removed with the record of a session that does not run', async () => {
    await add('first')
    world.host.controls.exit('cc-a')
    right(await world.record.update((records) => E.right({ ...records, known: [] }))())
    await hub.pass(11 * 60_000)
    expect(right(await world.store.read())).to.deep.equal([])
  })

  it('has failed when the session ends before anything is typed, and is unknown when the terminal fails', async () => {
    for (const [fault, state] of [
      [sessionNotFound('cc-a'), 'failed'],
      [unavailable('tmux', 'no answer'), 'unknown'],
    ] as const) {
      hub.stop()
      world = promptWorld()
      hub = openPromptHub({ ...world, host: { ...world.host, paste: () => TE.left(fault) } })
      await hub.report('Stop')
      await add('first')
      await hub.pass(2_000)
      expect(await hub.listed(), state).to.deep.equal([[state, 'first']])
    }
  })

  it('types nothing when the disk is full, and leaves the queue as it was', async () => {
    let isFull = false
    hub.stop()
    hub = openPromptHub({ ...world, store: fullStore(world, () => isFull) })
    await hub.report('Stop')
    shows(BUSY_SCREEN)
    await add('first')
    isFull = true
    shows(PROMPT_SCREEN)
    await hub.pass(5_000)
    expect(leftTag(await hub.managePrompts.add('cc-a', { text: 'x', id: null, isUrgent: false }, THE_HUB)())).to.equal(
      'Unavailable',
    )
    expect([world.host.controls.typedIn('cc-a'), await hub.listed()]).to.deep.equal(['', [['waiting', 'first']]])
    isFull = false
    await hub.pass(2_000)
    expect(world.submitted).to.deep.equal(['first'])
  })

  it('is sent once when two clients send it at the same time', async () => {
    await hub.report('PreToolUse', { tool_name: 'Bash' })
    shows(BUSY_SCREEN)
    const [{ id } = { id: '' }] = await add('first', 'one')
    expect(await add('first', 'one')).to.have.length(1)
    const both = Promise.all([hub.sendPrompt('cc-a', id, THE_HUB)(), hub.sendPrompt('cc-a', id, THE_HUB)()])
    await hub.pass(2_000)
    expect((await both).map(leftTag).sort()).to.deep.equal(['PromptOnItsWay', 'none'])
    expect(world.submitted).to.deep.equal(['first'])
  })

  it('records who changed it, without texts', async () => {
    const [{ id } = { id: '' }] = await add('secret')
    right(await hub.managePrompts.change('cc-a', id, { text: 'other secret' }, THE_HUB)())
    right(await hub.managePrompts.remove('cc-a', id, THE_HUB)())
    expect(hub.audit.entries.map(({ event }) => event)).to.deep.equal(['prompt.add', 'prompt.change', 'prompt.remove'])
    expect(JSON.stringify(hub.audit.entries)).not.to.contain('secret')
  })
})
