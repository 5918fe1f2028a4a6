import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { FAILURE_LIMIT } from '../../../domain/access/rate.js'
import { MAX_PENDING_PER_SESSION, type Verdict } from '../../../domain/approvals/approval.js'
import type { CallSource } from '../../../domain/approvals/tool-call.js'
import type { deskWorld } from '../../support/approvals.js'
import {
  aBypassedCall,
  aCall,
  aDecision,
  anOperator,
  askAt,
  type Desk,
  type DeskWorld,
  firstIdOf,
  heldBy,
  openDesk,
  settled,
  shopDesk,
  startNamed,
} from '../../support/approvals.js'
import { leftTag, right } from '../../support/results.js'
import { aReport, ranReport } from '../../support/agents.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const NO_OPINION: Verdict = { _tag: 'NoOpinion' }
const TERMINAL: Verdict = { _tag: 'Terminal' }

describe('approvals', () => {
  let world: DeskWorld
  let desk: Desk

  const open = (rules: Parameters<typeof deskWorld>[0] = {}): void => {
    ;({ world, desk } = shopDesk(rules))
  }
  beforeEach(() => {
    open()
  })

  const ask = (source: CallSource) => askAt(desk, source)
  const firstId = (): string => firstIdOf(desk)
  /** A person opens the session's terminal. */
  const attachViewer = (): Promise<void> => {
    desk.feed.publish({
      _tag: 'session-attached',
      session: sessionId('cc-shop'),
      name: 'cc-shop',
      attached: true,
      at: 1,
    })
    return settled()
  }
  const pass = async (ms: number): Promise<void> => {
    world.clock.advance(ms)
    await settled()
  }
  const decide = async (decision = aDecision(), sender = anOperator(), id = firstId()) =>
    desk.decide(id, decision, sender)()
  const kinds = () => world.ledger.entries.map((entry) => [entry.kind, entry['why'] ?? null])
  const feedTags = (): ReadonlyArray<string> => desk.told.map(({ _tag }) => _tag)

  describe('a question', () => {
    it('is on disk and in the log before it is published, and holds the agent', async () => {
      const { said } = await ask(aCall())
      expect([said(), right(await world.store.kept()).length, kinds(), feedTags()]).to.deep.equal([
        null,
        1,
        [['request', null]],
        ['tool-approval-request'],
      ])
    })

    it('is not published when it cannot be stored', async () => {
      world.isDiskFull = true
      const [asked, strictly] = [
        await ask(aCall()),
        (open({ mode: 'strict' }), (world.isDiskFull = true), await ask(aCall())),
      ]
      expect([asked.said(), strictly.said(), desk.list.now(), feedTags()]).to.deep.equal([
        NO_OPINION,
        { _tag: 'Deny', reason: 'Not decided by a person: the request could not be recorded' },
        [],
        ['tool-approval-resolved'],
      ])
    })

    it('shows the agent as waiting while it is held before its tool', async () => {
      await ask(aBypassedCall())
      const waiting = desk.attention.get(sessionId('cc-shop'))
      await decide()
      expect([
        waiting?.activity,
        waiting?.evidence.source,
        desk.attention.get(sessionId('cc-shop'))?.activity,
      ]).to.deep.equal(['waiting', 'approval', 'working'])
    })

    it('is about the whole input, and its preview shows what would not show', async () => {
      const command = `${'echo hello; '.repeat(9_000)}rm -rf ~ \u202e`
      await ask(aCall({}, { tool_input: { command } }))
      expect(desk.list.now()[0]?.call.input).to.deep.equal({ command })
      const request = desk.told.find(({ _tag }) => _tag === 'tool-approval-request')
      expect(request).to.have.property('preview').with.length(200)
    })
  })

  describe('an answer', () => {
    it('lets the call run, runs it as edited, or refuses it with the reason', async () => {
      const allowed = await ask(aCall())
      await decide()
      const edited = await ask(aCall())
      await decide(aDecision({ updatedInput: { command: 'make -n', timeout: 5 } }))
      const refused = await ask(aCall())
      await decide(aDecision({ decision: 'deny', reason: 'not on a Friday' }))
      expect([allowed.said(), edited.said(), refused.said()]).to.deep.equal([
        { _tag: 'Allow', input: null },
        { _tag: 'Allow', input: { command: 'make -n', timeout: 5 } },
        { _tag: 'Deny', reason: 'not on a Friday' },
      ])
      expect(right(await world.store.kept())).to.deep.equal([])
    })

    it('counts once, from however many devices it comes', async () => {
      const { said } = await ask(aCall())
      const id = firstId()
      const answers = await Promise.all([
        decide(aDecision({ decision: 'deny' }), anOperator(), id),
        decide(aDecision(), anOperator(), id),
        decide(aDecision(), anOperator({ secret: desk.pushed.get(id) ?? '' }), id),
      ])
      expect(answers.map(leftTag)).to.deep.equal(['none', 'ApprovalNotPending', 'ApprovalNotPending'])
      expect(said()).to.deep.equal({ _tag: 'Deny', reason: 'Denied via Penates' })
    })

    it('is bound to the input that was seen', async () => {
      const { said } = await ask(aCall())
      expect(leftTag(await decide(aDecision({ digest: 'another' })))).to.equal('DigestMismatch')
      expect(said()).to.equal(null)
      const { digest } = desk.list.now()[0]?.call ?? { digest: '' }
      expect(leftTag(await decide(aDecision({ digest })))).to.equal('none')
    })

    it('cannot turn the input into something else', async () => {
      await ask(aCall({}, { tool_input: { command: 'make', list: [1], none: null } }))
      const tags = await Promise.all(
        [
          ['command'],
          'make',
          { command: 5 },
          { list: { 0: 1 } },
          { none: 'x' },
          { command: 'x'.repeat(1_000_000) },
          JSON.parse('{"a":'.repeat(200) + '1' + '}'.repeat(200)) as unknown,
        ].map((updatedInput) => decide(aDecision({ updatedInput }))),
      )
      expect(tags.map((one) => E.isLeft(one) && 'reason' in one.left && one.left.reason)).to.deep.equal([
        'not-an-object',
        'not-an-object',
        'other-type',
        'other-type',
        'other-type',
        'too-large',
        'too-deep',
      ])
      expect(desk.list.now().length).to.equal(1)
    })

    it('does not count when it cannot be written down, and can be given again', async () => {
      const { said } = await ask(aCall())
      world.isDiskFull = true
      const full = leftTag(await decide())
      world.isDiskFull = false
      expect([full, said(), leftTag(await decide()), said()]).to.deep.equal([
        'Unavailable',
        null,
        'none',
        { _tag: 'Allow', input: null },
      ])
    })

    it('comes too late at the very moment of the deadline', async () => {
      const { said } = await ask(aCall())
      const id = firstId()
      world.clock.advance(109_999)
      expect(said()).to.equal(null)
      world.clock.advance(1)
      expect(leftTag(await decide(aDecision(), anOperator(), id))).to.equal('ApprovalNotPending')
      await settled()
      expect(said()).to.deep.equal(NO_OPINION)
    })

    it('comes too late from the deadline on, also while the timer is late', async () => {
      desk = openDesk({ ...world, clock: { ...world.clock, after: () => () => undefined } })
      const { said } = await ask(aCall())
      world.clock.advance(110_000)
      expect([leftTag(await decide()), said(), kinds()]).to.deep.equal([
        'ApprovalNotPending',
        null,
        [['request', null]],
      ])
    })

    it('that was given for the rest of the session lets nothing run that cannot be recorded', async () => {
      const unrecorded: (Verdict | null)[] = []
      for (const mode of ['ask', 'strict'] as const) {
        open({ mode })
        await ask(aBypassedCall({ tool_use_id: 'toolu_0', cwd: '/work/shop' }))
        await decide(aDecision({ remember: true }))
        world.isDiskFull = true
        unrecorded.push((await ask(aBypassedCall({ cwd: '/work/shop' }))).said())
        expect(desk.logged.map(({ message }) => message)).to.deep.equal(['a granted call could not be recorded'])
        world.isDiskFull = false
        unrecorded.push((await ask(aBypassedCall({ cwd: '/work/shop' }))).said())
      }
      expect(unrecorded).to.deep.equal([
        TERMINAL,
        { _tag: 'Allow', input: null },
        { _tag: 'Deny', reason: 'Not decided by a person: the decision could not be recorded' },
        { _tag: 'Allow', input: null },
      ])
    })

    it('can be the same again for this session, and no other one, until it ends', async () => {
      startNamed(world.host, 'cc-other')
      await ask(aCall())
      await decide(aDecision({ remember: true }))
      const again = await ask(aCall())
      const other = await ask(aCall({ session: sessionId('cc-other') }))
      const different = await ask(aCall({}, { tool_input: { command: 'make all' } }))
      desk.feed.publish({ _tag: 'session-ended', session: sessionId('cc-shop'), name: 'cc-shop', at: 1 })
      await settled()
      const afterwards = await ask(aCall())
      expect([again.said(), other.said(), different.said(), afterwards.said()]).to.deep.equal([
        { _tag: 'Allow', input: null },
        null,
        NO_OPINION,
        null,
      ])
      expect(world.ledger.entries.filter((entry) => entry['by'] === 'grant').length).to.equal(1)
    })
  })

  describe('a one-time token', () => {
    it('decides its own approval without any other token, once', async () => {
      const { said } = await ask(aCall())
      const id = firstId()
      const secret = desk.pushed.get(id) ?? ''
      const alone = anOperator({ isOperator: false, secret })
      expect(leftTag(await decide(aDecision(), alone, id))).to.equal('none')
      expect(said()).to.deep.equal({ _tag: 'Allow', input: null })
      expect(leftTag(await decide(aDecision(), alone, id))).to.equal('WrongDecisionToken')
      expect(world.ledger.entries.find(({ kind }) => kind === 'decision')).to.include({ by: 'one-time-token' })
    })

    it('has to be right even where the operator sends it, and its misses are audited', async () => {
      await ask(aCall())
      const wrong = anOperator({ secret: 'guess' })
      expect([
        leftTag(await decide(aDecision(), wrong)),
        leftTag(await decide(aDecision(), wrong, 'nothing')),
      ]).to.deep.equal(['WrongDecisionToken', 'WrongDecisionToken'])
      expect(
        desk.audit.entries.filter(({ event }) => event === 'approval.decision').map(({ fields }) => fields),
      ).to.deep.equal([
        { id: '00000000-0000-4000-8000-000000000001', decision: 'refused', reason: 'bad-token' },
        { id: 'nothing', decision: 'refused', reason: 'bad-token' },
      ])
    })

    it('that is wrong is audited no more often than the failure limit allows, for each address', async () => {
      await ask(aCall())
      const from = (ip: string) => anOperator({ isOperator: false, secret: 'guess', caller: { ...THE_HUB, ip } })
      for (let guess = 0; guess < 3 * FAILURE_LIMIT.max; guess += 1) {
        await decide(aDecision(), from('192.0.2.1'))
      }
      await decide(aDecision(), from('192.0.2.2'))
      expect(desk.audit.entries.filter(({ event }) => event === 'approval.decision').length).to.equal(
        FAILURE_LIMIT.max + 1,
      )
    })

    it('cannot be found by guessing: after ten wrong ones none is right', async () => {
      await ask(aCall())
      const id = firstId()
      for (let guess = 0; guess < 10; guess += 1) {
        await decide(aDecision(), anOperator({ isOperator: false, secret: `guess ${String(guess)}` }))
      }
      const right = anOperator({ isOperator: false, secret: desk.pushed.get(id) ?? '' })
      expect([leftTag(await decide(aDecision(), right)), leftTag(await decide())]).to.deep.equal([
        'WrongDecisionToken',
        'none',
      ])
    })
  })

  describe('without an answer', () => {
    const withoutAnswer = async (source: CallSource): Promise<Verdict | null> => {
      const { said } = await ask(source)
      world.clock.advance(110_000)
      await settled()
      return said()
    }

    it('the terminal decides in ask, where need be because we say so', async () => {
      expect([await withoutAnswer(aCall()), await withoutAnswer(aBypassedCall())]).to.deep.equal([NO_OPINION, TERMINAL])
    })

    it('the answer is no in strict, at both gates and in every permission mode', async () => {
      open({ mode: 'strict' })
      const modes = ['default', 'plan', 'acceptEdits', 'auto', 'dontAsk', 'bypassPermissions', 'never heard of']
      const said: (string | undefined)[] = [(await withoutAnswer(aCall()))?._tag]
      for (const permission_mode of modes) {
        said.push((await withoutAnswer(aCall({ gate: 'PreToolUse' }, { permission_mode })))?._tag)
      }
      expect(said).to.deep.equal(Array(8).fill('Deny'))
    })

    it('is known at once when no operator is reachable', async () => {
      world.isPersonReachable = false
      const asked = [await ask(aCall()), await ask(aBypassedCall())].map(({ said }) => said())
      open({ mode: 'strict' })
      world.isPersonReachable = false
      expect([...asked, (await ask(aBypassedCall())).said()]).to.deep.equal([
        NO_OPINION,
        TERMINAL,
        { _tag: 'Deny', reason: 'Not decided by a person: nobody was there to answer' },
      ])
      expect(kinds()).to.deep.equal([['refusal', 'nobody-there']])
    })

    it('an agent beside its dialog waits through the night, whether or not a person can be reached', async () => {
      world.isPersonReachable = false
      const { said } = await ask(aCall({ hookLimit: 604_800 }))
      await attachViewer()
      for (let hours = 0; hours < 24; hours += 1) await pass(60 * 60_000)
      expect([said(), desk.list.now().map(({ expiresAt, createdAt }) => expiresAt - createdAt)]).to.deep.equal([
        null,
        [604_785_000],
      ])
      await decide()
      expect(said()).to.deep.equal({ _tag: 'Allow', input: null })
    })

    it('fifteen seconds before the end of its hook the agent is left to its dialog', async () => {
      const { said } = await ask(aCall({ hookLimit: 3_600 }))
      await pass(3_585_000 - 1)
      expect(said()).to.equal(null)
      await pass(1)
      expect([said(), kinds().at(-2)]).to.deep.equal([NO_OPINION, ['outcome', 'expired']])
    })

    it('where the hook hides the dialog an agent waits as long as a person can be reached', async () => {
      const hidden = { gate: 'Elicitation', hookLimit: 604_800 } as const
      const [form, codex] = [await ask(aCall(hidden)), await ask(aCall({ hookLimit: 604_800, hidesDialog: true }))]
      await pass(5 * 60 * 60_000)
      expect([form.said(), codex.said()]).to.deep.equal([null, null])
      world.isPersonReachable = false
      await pass(60_000)
      expect([form.said(), codex.said()]).to.deep.equal([NO_OPINION, NO_OPINION])
      expect(kinds().filter(([, why]) => why === 'nobody-there')).to.have.length(2)
    })

    it('in strict a call is held as long as a person can be reached, then denied, and no viewer releases it', async () => {
      open({ mode: 'strict' })
      const { said } = await ask(aCall({ gate: 'PreToolUse', hookLimit: 604_800 }))
      await attachViewer()
      await pass(5 * 60 * 60_000)
      expect(said()).to.equal(null)
      world.isPersonReachable = false
      await pass(60_000)
      expect(said()).to.deep.equal({ _tag: 'Deny', reason: 'Not decided by a person: nobody was there to answer' })
    })

    describe('sent by two hooks of one call', () => {
      const byHttp = () => ask(aCall({ gate: 'PreToolUse' }, { tool_use_id: 'toolu_1' }))
      const byWrapper = () => ask(aCall({ gate: 'PreToolUse', hookLimit: 604_800 }, { tool_use_id: 'toolu_1' }))
      const ends = () => desk.list.now().map(({ createdAt, expiresAt }) => expiresAt - createdAt)
      beforeEach(() => {
        open({ mode: 'strict' })
      })

      it('each waits to its own limit, and the call to the longest', async () => {
        const http = await byHttp()
        await pass(5)
        const wrapper = await byWrapper()
        expect(ends()).to.deep.equal([604_785_005])
        expect(right(await world.store.kept()).map(({ call }) => call.hookLimit)).to.deep.equal([604_800])
        await pass(110_000 - 6)
        expect(http.said()).to.equal(null)
        await pass(1)
        expect([http.said(), wrapper.said()]).to.deep.equal([NO_OPINION, null])
        for (let hours = 0; hours < 24; hours += 1) await pass(60 * 60_000)
        await decide()
        expect([http.said(), wrapper.said()]).to.deep.equal([NO_OPINION, { _tag: 'Allow', input: null }])
      })

      it('a shorter one that joins changes no end', async () => {
        const wrapper = await byWrapper()
        const http = await byHttp()
        await pass(110_000)
        expect([http.said(), wrapper.said(), ends()]).to.deep.equal([NO_OPINION, null, [604_785_000]])
      })

      it('none is let through while no longer one waits', async () => {
        const [http, wrapper] = [await byHttp(), await byWrapper()]
        wrapper.abandon()
        await settled()
        await pass(110_000)
        const late = { _tag: 'Deny', reason: 'Not decided by a person: nobody answered in time' }
        expect([http.said(), desk.list.now()]).to.deep.equal([late, []])
        const two = [await byHttp(), await byHttp()]
        await pass(110_000)
        expect(two.map(({ said }) => said())).to.deep.equal([late, late])
      })

      it('the first is not refused where a person was seen within the hour', async () => {
        world.isPersonReachable = false
        desk.presence.report({}, { deviceId: 'phone', session: null, visible: true })
        await pass(30 * 60_000)
        const both = [await byHttp(), await byWrapper()]
        expect(both.map(({ said }) => said())).to.deep.equal([null, null])
      })

      it('both are answered at once by a person, and denied once no person can be reached', async () => {
        const answered = [await byHttp(), await byWrapper()]
        await decide(aDecision({ decision: 'deny', reason: 'no' }))
        expect(answered.map(({ said }) => said()?._tag)).to.deep.equal(['Deny', 'Deny'])
        open({ mode: 'strict' })
        const left = [await byHttp(), await byWrapper()]
        await pass(60_000)
        world.isPersonReachable = false
        await pass(60_000)
        expect(left.map(({ said }) => said()?._tag)).to.deep.equal(['NoOpinion', 'Deny'])
      })
    })

    it('a hub that stops lets go in ask and refuses in strict', async () => {
      const asked = await ask(aCall())
      await desk.withdraw.onHubStopping()
      open({ mode: 'strict' })
      const strictly = await ask(aCall())
      await desk.withdraw.onHubStopping()
      expect([asked.said(), strictly.said()]).to.deep.equal([
        NO_OPINION,
        { _tag: 'Deny', reason: 'Not decided by a person: the hub is stopping' },
      ])
    })

    it('a hub that was killed records what it finds as over', async () => {
      expect(await desk.recover()).to.deep.equal(E.right(0))
      await ask(aCall())
      desk = openDesk(world)
      expect(await desk.recover()).to.deep.equal(E.right(1))
      expect([desk.list.now(), right(await world.store.kept()), kinds()]).to.deep.equal([
        [],
        [],
        [
          ['request', null],
          ['outcome', 'hub-restarted'],
          ['delivery', null],
        ],
      ])
      expect(world.ledger.entries.at(-1)).to.include({ delivered: false })
    })

    it('is reported after its outcome was written, and its delivery is a separate record', async () => {
      const { said } = await ask(aCall())
      const before = world.ledger.entries.length
      const toldAt: number[] = []
      desk.feed.subscribe(({ _tag }) => {
        if (_tag === 'tool-approval-resolved') toldAt.push(world.ledger.entries.length)
      })
      await decide()
      expect([said(), toldAt]).to.deep.equal([{ _tag: 'Allow', input: null }, [before + 2]])
      expect(world.ledger.entries.slice(before)).to.deep.equal([
        { ...world.ledger.entries[before] },
        {
          kind: 'outcome',
          id: world.ledger.entries[before]?.['id'],
          session: 'cc-shop',
          sessionId: 'cc-shop',
          digest: world.ledger.entries[before]?.['digest'],
          outcome: 'allowed',
          why: 'decided',
        },
        {
          kind: 'delivery',
          id: world.ledger.entries[before]?.['id'],
          session: 'cc-shop',
          sessionId: 'cc-shop',
          delivered: true,
        },
      ])
    })

    it('releases an agent without a decision, also when the log cannot be written', async () => {
      const { said } = await ask(aCall())
      world.isDiskFull = true
      world.clock.advance(110_000)
      await settled()
      expect([said(), desk.list.now()]).to.deep.equal([NO_OPINION, []])
    })
  })

  describe('which calls are asked about', () => {
    it('none in mode off, for free tools, and where the agent itself does not ask', async () => {
      const free = await ask(aBypassedCall({ tool_name: 'Read' }))
      const rules = await ask(aCall({ gate: 'PreToolUse' }, { permission_mode: 'default' }))
      const edits = await ask(aCall({ gate: 'PreToolUse' }, { permission_mode: 'acceptEdits' }))
      open({ sessions: { 'cc-shop': 'off' } })
      const off = await ask(aBypassedCall())
      expect([free, rules, edits, off].map(({ said }) => said())).to.deep.equal(Array(4).fill(NO_OPINION))
    })

    it('free tools and granted calls of a strict session too, once their path leads to the state folder or to settings', async () => {
      const paths = [
        '/home/me/work/notes',
        '/home/me/.penates/token',
        '../.penates/token',
        '/work/.claude/settings.json',
      ]
      const reads = async () => {
        const said: (string | null)[] = []
        for (const file_path of paths) {
          const call = aBypassedCall({
            tool_name: 'Read',
            tool_input: { file_path },
            cwd: '/home/me/work',
            tool_use_id: file_path,
          })
          said.push((await ask(call)).said()?._tag ?? null)
        }
        return said
      }
      open({ mode: 'strict' })
      const strictly = await reads()
      const write = { tool_name: 'Write', tool_input: { file_path: '/home/me/.claude/settings.json' } }
      await ask(aBypassedCall({ ...write, tool_use_id: 'toolu_2' }))
      await decide(aDecision({ remember: true }), anOperator(), desk.list.now().at(-1)?.id)
      const again = await ask(aBypassedCall({ ...write, tool_use_id: 'toolu_3' }))
      open({ mode: 'ask' })
      expect([strictly, again.said(), await reads()]).to.deep.equal([
        ['NoOpinion', null, null, null],
        null,
        Array(4).fill('NoOpinion'),
      ])
    })

    it('any tool, also one never heard of, and all that a pattern does not free', async () => {
      open({ freeTools: ['mcp__docs__*'] })
      const held = await ask(aBypassedCall({ tool_name: '\u{1f4a3} $(boom)' }))
      const freed = await ask(aBypassedCall({ tool_name: 'mcp__docs__search' }))
      const near = await ask(aBypassedCall({ tool_name: 'mcp__docs2__search' }))
      expect([held.said(), freed.said(), near.said()]).to.deep.equal([null, NO_OPINION, null])
    })

    it('none that cannot be read: those are refused in strict and left to the terminal in ask', async () => {
      const deep = JSON.parse('{"a":'.repeat(500) + '1' + '}'.repeat(500)) as unknown
      const broken = [
        { tool_name: 7 },
        { tool_name: '' },
        { tool_input: 'rm' },
        { tool_input: null },
        { tool_input: deep },
      ]
      const said: unknown[] = []
      for (const payload of broken) said.push((await ask(aBypassedCall(payload))).said())
      open({ mode: 'strict' })
      for (const payload of broken) said.push((await ask(aBypassedCall(payload))).said()?._tag)
      expect(said).to.deep.equal([...Array<Verdict>(5).fill(TERMINAL), ...Array<string>(5).fill('Deny')])
    })

    it('older scripts before the tool in the default mode, unless a person is at the terminal', async () => {
      const older = aCall({ gate: 'PreToolUse', comesAgain: false })
      const held = await ask(older)
      world.host.controls.setViewers('cc-shop', 1)
      const attached = await ask(older)
      await attachViewer()
      expect([attached.said(), held.said()]).to.deep.equal([NO_OPINION, NO_OPINION])
    })

    it('those that run unasked, with a viewer attached as well', async () => {
      world.host.controls.setViewers('cc-shop', 1)
      const held = await ask(aBypassedCall())
      await attachViewer()
      const automatic = await ask(aBypassedCall({ permission_mode: 'auto', tool_use_id: 'toolu_2' }))
      open({ asksInAutoMode: true })
      world.host.controls.setViewers('cc-shop', 1)
      const automaticIfSet = await ask(aBypassedCall({ permission_mode: 'auto' }))
      expect([held.said(), automatic.said(), automaticIfSet.said()]).to.deep.equal([null, NO_OPINION, null])
      world.clock.advance(110_000)
      await settled()
      expect(automaticIfSet.said()).to.deep.equal(TERMINAL)
    })

    it('none of older scripts in another permission mode than the default one', async () => {
      for (const permission_mode of ['plan', 'acceptEdits', 'auto', 'dontAsk', 'bypassPermissions']) {
        const older = aCall({ gate: 'PreToolUse', comesAgain: false }, { permission_mode })
        const unreadable = { ...older, call: { ...older.call, tool: 7 } }
        expect([(await ask(older)).said(), (await ask(unreadable)).said()]).to.deep.equal([NO_OPINION, NO_OPINION])
      }
    })

    it('none of sessions that are not there', async () => {
      expect((await ask(aCall({ session: sessionId('cc-ghost') }))).said()).to.deep.equal(NO_OPINION)
    })

    it('no more than a session may have waiting', async () => {
      for (let call = 0; call < MAX_PENDING_PER_SESSION; call += 1) void desk.ask(aCall()).verdict()
      await settled()
      expect([desk.list.now().length, (await ask(aCall())).said()]).to.deep.equal([MAX_PENDING_PER_SESSION, NO_OPINION])
    })
  })

  describe('one call at both gates', () => {
    const [before, beside] = [
      aBypassedCall({ prompt_id: 'turn' }),
      aCall({}, { permission_mode: 'bypassPermissions', prompt_id: 'turn' }),
    ]

    it('is asked once, whether the answer is there already or not', async () => {
      const first = await ask(before)
      const second = await ask(beside)
      expect(desk.list.now().length).to.equal(1)
      await decide(aDecision({ updatedInput: { command: 'make -n' } }))
      const third = await ask({ ...beside, call: { ...beside.call, input: { command: 'make -n' } } })
      expect([first.said(), second.said(), third.said()]).to.deep.equal(
        Array(3).fill({ _tag: 'Allow', input: { command: 'make -n' } }),
      )
      // That was the call; the next one of the same input is another.
      expect((await ask(beside)).said()).to.equal(null)
    })

    it('is asked once when it is delivered twice at the same time', async () => {
      const said = [desk.ask(before), desk.ask(before)].map((asking) => heldBy(asking.verdict()))
      await settled()
      expect(desk.list.now().length).to.equal(1)
      await decide()
      expect(said.map((one) => one()?._tag)).to.deep.equal(['Allow', 'Allow'])
    })

    it('is put to people although the agent that asked first hung up before it was recorded', async () => {
      let record = (): void => undefined
      const recorded = new Promise<void>((resolve) => (record = resolve))
      const keep: DeskWorld['store']['keep'] = (approval) => () => recorded.then(world.store.keep(approval))
      desk = openDesk({ ...world, store: { ...world.store, keep } })
      const [first, second] = [await ask(before), await ask(before)]
      first.abandon()
      record()
      await settled()
      expect([desk.list.now().length, second.said()]).to.deep.equal([1, null])
    })

    it('is left to the terminal when it was before', async () => {
      world.isPersonReachable = false
      await ask(before)
      world.isPersonReachable = true
      expect((await ask(beside)).said()).to.deep.equal(NO_OPINION)
    })

    it('that is delivered twice gets one answer, as long as it has not run', async () => {
      const [first, second] = [await ask(before), await ask(before)]
      await decide()
      const third = await ask(before)
      await desk.withdraw.onReport(sessionId('cc-shop'), ranReport(before.call))()
      const ranAlready = await ask(before)
      expect([first, second, third, ranAlready].map(({ said }) => said()?._tag ?? 'held')).to.deep.equal([
        'Allow',
        'Allow',
        'Allow',
        'held',
      ])
    })
  })

  describe('a question is taken back', () => {
    it('by the tool that ran, and by no other one', async () => {
      const [one, other] = [await ask(aCall()), await ask(aCall({}, { tool_input: { command: 'make all' } }))]
      await desk.withdraw.onReport(sessionId('cc-shop'), ranReport({ ...aCall().call, toolUseId: 'toolu_9' }))()
      expect([one.said(), other.said(), ...kinds().slice(-3)]).to.deep.equal([
        NO_OPINION,
        null,
        ['outcome', 'answered-at-terminal'],
        ['delivery', null],
        ['run', null],
      ])
    })

    it('by a viewer that attaches where the agent shows its dialog, beside a call that was answered', async () => {
      await ask(aBypassedCall())
      await decide()
      const older = { gate: 'PreToolUse', comesAgain: false } as const
      const held = await ask(aCall(older, { tool_input: { command: 'make all' } }))
      await attachViewer()
      expect([held.said(), desk.list.now(), kinds().at(-2)]).to.deep.equal([NO_OPINION, [], ['outcome', 'attached']])
    })

    it('by a viewer that attaches where the hook hides the dialog', async () => {
      const [hidden, beside] = [await ask(aCall({ hidesDialog: true })), await ask(aCall({}, { tool_name: 'Write' }))]
      await attachViewer()
      expect([hidden.said(), beside.said()]).to.deep.equal([NO_OPINION, null])
    })

    it('by a viewer that attaches where the agent shows a form afterwards', async () => {
      const held = await ask(aCall({ gate: 'Elicitation' }))
      expect(held.said()).to.equal(null)
      await attachViewer()
      expect([held.said(), desk.list.now(), kinds().at(-2)]).to.deep.equal([NO_OPINION, [], ['outcome', 'attached']])
    })

    it('by no report about another tool, another call or another session, with any id', async () => {
      open({ mode: 'strict' })
      const held = await ask(aBypassedCall())
      const beside = await ask(aCall({}, { tool_input: { command: 'make all' } }))
      const reports = [
        { ...aBypassedCall().call, tool: 'Read' },
        { ...aBypassedCall().call, input: { command: 'true' } },
        { ...aBypassedCall().call, toolUseId: 'toolu_9' },
        { tool: undefined, input: undefined, toolUseId: 'toolu_1' },
        { tool: 'Read', input: { command: 'make all' } },
      ]
      for (const report of reports) await desk.withdraw.onReport(sessionId('cc-shop'), ranReport(report))()
      await desk.withdraw.onReport(sessionId('cc-other'), ranReport(aBypassedCall().call))()
      expect([held.said(), beside.said(), desk.list.now().length]).to.deep.equal([null, null, 2])
      await desk.withdraw.onReport(sessionId('cc-shop'), ranReport(aBypassedCall().call))()
      expect([held.said()?._tag, desk.list.now().length]).to.deep.equal(['Deny', 1])
    })

    it('not by the end of a turn whose subagents run on and may have asked', async () => {
      const held = await ask(aBypassedCall())
      const tasks = { background_tasks: [{ type: 'subagent', status: 'running' }] }
      await desk.withdraw.onReport(sessionId('cc-shop'), aReport('Stop', tasks))()
      expect([held.said(), desk.list.now().length]).to.deep.equal([null, 1])
    })

    it('by the end of the turn, of the session, or of the connection', async () => {
      const stopped = await ask(aCall())
      await desk.withdraw.onReport(sessionId('cc-shop'), aReport('Stop'))()
      const closed = await ask(aCall())
      await desk.withdraw.onReport(sessionId('cc-shop'), aReport('SessionEnd'))()
      const ended = await ask(aCall())
      desk.feed.publish({ _tag: 'session-ended', session: sessionId('cc-shop'), name: 'cc-shop', at: 1 })
      await settled()
      const { abandon } = await ask(aCall())
      abandon()
      await settled()
      expect([stopped.said(), closed.said(), ended.said(), desk.list.now()]).to.deep.equal([
        ...Array<Verdict>(3).fill(NO_OPINION),
        [],
      ])
      expect(kinds().filter((_, index) => index % 3 === 1)).to.deep.equal([
        ['outcome', 'turn-over'],
        ['outcome', 'turn-over'],
        ['outcome', 'session-ended'],
        ['outcome', 'closed'],
      ])
    })

    it('before it is open, when its agent has gone by then', async () => {
      const asking = desk.ask(aCall())
      asking.abandon()
      const said = heldBy(asking.verdict())
      await settled()
      expect([said()?._tag, desk.list.now()]).to.deep.equal(['Deny', []])
      expect(desk.told.map(({ _tag }) => _tag)).not.to.include('tool-approval-request')
    })

    it('but not while another one still waits for it', async () => {
      const [first, second] = [await ask(aBypassedCall()), await ask(aBypassedCall())]
      first.abandon()
      await settled()
      await decide()
      expect(second.said()).to.deep.equal({ _tag: 'Allow', input: null })
    })
  })

  it('follows its session to a new name', async () => {
    const { said } = await ask(aCall())
    desk.feed.publish({
      _tag: 'session-renamed',
      session: sessionId('cc-shop'),
      oldName: 'cc-shop',
      newName: 'cc-mall',
      at: 1,
    })
    expect(desk.list.now().map(({ name }) => name)).to.deep.equal(['cc-mall'])
    await decide()
    expect([said()?._tag, world.ledger.entries.at(-1)?.['session']]).to.deep.equal(['Allow', 'cc-mall'])
  })

  it('leaves a log line where the rules cannot follow the sessions at the start or the end of one', async () => {
    const update = () => TE.left(unavailable('store', 'ENOSPC'))
    desk = openDesk({ ...world, rules: { ...world.rules, update } })
    desk.feed.publish({ _tag: 'session-ended', session: sessionId('cc-shop'), name: 'cc-shop', at: 1 })
    await settled()
    const line = ['the rules of approvals could not follow a session', { detail: 'ENOSPC' }]
    expect(desk.logged.map(({ message, fields }) => [message, fields])).to.deep.equal([line, line])
  })

  it('leaves nothing of a session that was renamed, or ended, to a new one of its name', async () => {
    const rename = {
      _tag: 'session-renamed',
      session: sessionId('cc-shop'),
      oldName: 'cc-shop',
      newName: 'cc-mall',
    } as const
    const [held] = [await ask(aCall())]
    await decide(aDecision({ remember: true }))
    world.host.controls.renameByHand('cc-shop', 'cc-mall')
    desk.feed.publish({ ...rename, at: 1 })
    const { id, name } = world.host.controls.startByHand('cc-shop')
    desk.feed.publish({ _tag: 'session-started', session: id, name, at: 2 })
    await settled()
    const again = await ask(aCall({ session: id }))
    const granted = await ask(aCall())
    desk.clearances.note(aBypassedCall(), { _tag: 'Allow', input: null })
    expect(desk.clearances.of(id, 'toolu_1')).to.equal(null)
    desk.feed.publish({ _tag: 'session-ended', session: sessionId('cc-shop'), name: 'cc-mall', at: 3 })
    await settled()
    expect([held, again, granted].map(({ said }) => said()?._tag ?? 'held')).to.deep.equal(['Allow', 'held', 'Allow'])
    desk.feed.publish({ _tag: 'session-ended', session: id, name, at: 4 })
    await settled()
    expect([again.said(), desk.list.now().length]).to.deep.equal([NO_OPINION, 0])
  })

  for (const [how, byMs] of [
    ['forward', 86_400_000],
    ['back', -86_400_000],
  ] as const) {
    it(`can be decided for 110 s, and no longer, when the time of day is set ${how} meanwhile`, async () => {
      world.clock.set(-3_600_000) // the two clocks differ already when it is asked
      const [first, second] = [await ask(aCall()), await ask(aCall({}, { tool_input: { command: 'make all' } }))]
      const [one = 'none', other = 'none'] = desk.list.now().map(({ id }) => id)
      world.clock.set(byMs)
      world.clock.advance(109_999)
      expect(E.isRight(await decide(aDecision(), anOperator(), one))).to.equal(true)
      expect([first.said(), desk.list.now().map(({ id }) => id)]).to.deep.equal([
        { _tag: 'Allow', input: null },
        [other],
      ])
      world.clock.advance(1)
      expect(leftTag(await decide(aDecision(), anOperator(), other))).to.equal('ApprovalNotPending')
      await settled()
      expect([second.said(), desk.list.now()]).to.deep.equal([NO_OPINION, []])
    })
  }

  it('survives clocks that jump: no later than 110 s of real time, no earlier answer counts for more', async () => {
    const { said } = await ask(aCall())
    world.clock.advance(86_400_000)
    await settled()
    expect(said()).to.deep.equal(NO_OPINION)
  })

  describe('waiting for the list', () => {
    it('answers with the first question, when the time is over, or when the caller has gone', async () => {
      let gone = (): void => undefined
      const lists = [
        desk.list.wait(30_000, () => undefined)(),
        desk.list.wait(1_000, () => undefined)(),
        desk.list.wait(30_000, (leave) => (gone = leave))(),
      ]
      expect(desk.list.hasWaiters()).to.equal(true)
      gone()
      world.clock.advance(1_000)
      await ask(aCall())
      expect((await Promise.all(lists)).map((list) => list.length)).to.deep.equal([1, 0, 0])
      const justNow = desk.list.hasWaiters()
      world.clock.advance(10_001)
      expect([justNow, desk.list.hasWaiters()]).to.deep.equal([true, false])
    })
  })
})
