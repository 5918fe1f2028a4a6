import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import type { VerdictRequest } from '../../../application/approvals/approval-desk.js'
import { runsUnasked, type Verdict } from '../../../domain/approvals/approval.js'
import { memorySecrets } from '../../../adapters/outbound/memory/machine.memory.js'
import { canonicalJson, type JsonObject } from '../../../domain/approvals/canonical-json.js'
import type { Restraint } from '../../../domain/approvals/restraint.js'
import {
  aCall,
  aDecision,
  anOperator,
  deskWorld,
  openDesk,
  settled,
  type Desk,
  type DeskWorld,
  startNamed,
} from '../../support/approvals.js'
import { right } from '../../support/results.js'
import { shortOrLong } from '../../support/short-or-long.js'
import { aReport, ranReport } from '../../support/agents.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

/** One call of a tool that an agent is about to make, however often it comes to a gate. */
interface Call {
  readonly id: number
  readonly command: string
}

type Step =
  | { readonly do: 'ask'; readonly call: number; readonly gate: 'PreToolUse' | 'PermissionRequest' }
  | {
      readonly do: 'decide'
      readonly which: number
      readonly allow: boolean
      readonly edit: boolean
      readonly remember: boolean
      readonly digest: 'none' | 'right' | 'wrong'
      readonly token: 'none' | 'right' | 'wrong'
      readonly isOperator: boolean
      readonly times: number
    }
  | { readonly do: 'decideAgain'; readonly which: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'attach'; readonly viewers: number }
  | { readonly do: 'restrain'; readonly at: Restraint['at'] | null }
  | { readonly do: 'kill' | 'stop' | 'fillDisk' | 'clearDisk' | 'leave' | 'comeBack' | 'turnOver' | 'settle' }
  | { readonly do: 'hangUp' | 'toolRan'; readonly which: number }

const CALLS: ReadonlyArray<Call> = ['rm a', 'rm a', 'rm b', 'rm b', 'rm c'].map((command, id) => ({ id, command }))

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      call: fc.nat(CALLS.length - 1),
      gate: fc.constantFrom('PreToolUse' as const, 'PermissionRequest' as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      which: fc.nat(5),
      allow: fc.boolean(),
      edit: fc.boolean(),
      remember: fc.boolean(),
      digest: fc.constantFrom('none' as const, 'right' as const, 'wrong' as const),
      token: fc.constantFrom('none' as const, 'right' as const, 'wrong' as const),
      isOperator: fc.boolean(),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  fc.record({ do: fc.constant('decideAgain' as const), which: fc.nat(5) }),
  fc.record({ do: fc.constant('attach' as const), viewers: fc.nat(1) }),
  fc.record({
    do: fc.constant('restrain' as const),
    at: fc.constantFrom('ask' as const, 'strict' as const, 'deny' as const, null),
  }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 1_000, 60_000, 109_999, 110_000) }),
  fc.record({
    do: fc.constantFrom('kill', 'stop', 'fillDisk', 'clearDisk', 'leave', 'comeBack', 'turnOver', 'settle'),
  }),
  fc.record({ do: fc.constantFrom('hangUp' as const, 'toolRan' as const), which: fc.nat(5) }),
)

interface Heard {
  readonly call: Call
  readonly verdict: Verdict
  /** Length of the log at that time. */
  readonly logLength: number
  readonly context: CallContext
  /** The disk has taken everything so far. */
  readonly isWritten: boolean
  /** Another hook of the same gate still waits for this call; the agent waits for all of them. */
  readonly isOutlasted: boolean
}

/** Mode and restraint at the time when a call came to its gate. */
interface CallContext {
  readonly gate: 'PreToolUse' | 'PermissionRequest'
  readonly permissionMode: string
  readonly restraint: Restraint['at'] | null
  readonly isPersonReachable: boolean
}

interface Rules {
  readonly mode: 'off' | 'ask' | 'strict'
  readonly asksInAutoMode: boolean
  /** Of each call, as the agent reports it. */
  readonly permissionModes: ReadonlyArray<string>
  /** Hook scripts of an older installation: they come to one gate. */
  readonly isOlder: boolean
}

const permissionMode = fc.constantFrom('bypassPermissions', 'bypassPermissions', 'default', 'auto', 'acceptEdits')

const rulesOf: fc.Arbitrary<Rules> = fc.record({
  mode: fc.constantFrom('strict' as const, 'strict' as const, 'ask' as const, 'ask' as const, 'off' as const),
  asksInAutoMode: fc.boolean(),
  permissionModes: fc.array(permissionMode, { minLength: CALLS.length, maxLength: CALLS.length }),
  isOlder: fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0),
})

/** A hub and its agents, through any number of lives. */
class Story {
  readonly world: DeskWorld
  desk: Desk
  readonly heard: Heard[] = []
  private life = 0
  private readonly askings: {
    readonly call: Call
    readonly gate: CallContext['gate']
    readonly life: number
    readonly asking: VerdictRequest
    isOver: boolean
  }[] = []
  private readonly decided: string[] = []

  private hasDiskBeenFull = false

  constructor(private readonly rules: Rules) {
    const { mode, asksInAutoMode } = rules
    this.world = deskWorld({ mode, asksInAutoMode })
    this.desk = openDesk(this.world)
    startNamed(this.world.host, 'cc-shop')
  }

  private source = ({ id, command }: Call, gate: CallContext['gate']) =>
    aCall(
      { gate, comesAgain: !this.rules.isOlder },
      {
        tool_input: { command },
        permission_mode: this.rules.permissionModes[id],
        prompt_id: `turn-${String(id)}`,
        ...(gate === 'PreToolUse' ? { tool_use_id: `toolu_${String(id)}` } : {}),
      },
    )

  async run(step: Step): Promise<void> {
    switch (step.do) {
      case 'ask': {
        const call = CALLS[step.call] ?? { id: 0, command: '' }
        const context = {
          gate: step.gate,
          permissionMode: this.rules.permissionModes[call.id] ?? 'default',
          restraint: this.world.restraint?.at ?? null,
          isPersonReachable: this.world.isPersonReachable,
        }
        const asking = this.desk.ask(this.source(call, step.gate))
        const life = this.life
        const asked = { call, gate: step.gate, life, asking, isOver: false }
        this.askings.push(asked)
        void asking.verdict().then((verdict) => {
          asked.isOver = true
          // Messages of a dead hub are not delivered.
          if (life === this.life) {
            this.heard.push({
              call,
              verdict,
              logLength: this.world.ledger.entries.length,
              context,
              isWritten: !this.hasDiskBeenFull,
              isOutlasted: this.askings.some(
                (one) => !one.isOver && one.life === life && one.call === call && one.gate === step.gate,
              ),
            })
          }
        })
        return
      }
      case 'decide': {
        const listed = this.desk.list.now()
        const approval = listed[step.which % Math.max(listed.length, 1)]
        if (approval === undefined) return
        this.decided.push(approval.id)
        const { digest, input } = approval.call
        const request = aDecision({
          decision: step.allow ? 'allow' : 'deny',
          digest: { none: null, right: digest, wrong: 'f00d' }[step.digest],
          updatedInput: step.edit ? { ...input, command: 'true' } : undefined,
          remember: step.remember,
        })
        const secret = { none: null, right: this.desk.pushed.get(approval.id) ?? null, wrong: 'guess' }[step.token]
        for (let time = 0; time < step.times; time += 1) {
          void this.desk.decide(approval.id, request, anOperator({ secret, isOperator: step.isOperator }))()
        }
        return
      }
      case 'decideAgain': {
        const id = this.decided[step.which % Math.max(this.decided.length, 1)]
        if (id !== undefined) void this.desk.decide(id, aDecision(), anOperator())()
        return
      }
      case 'wait':
        this.world.clock.advance(step.ms)
        return
      case 'stop':
        await this.desk.withdraw.onHubStopping()
        await settled()
        return this.restart()
      case 'kill':
        return this.restart()
      case 'fillDisk':
      case 'clearDisk':
        this.world.isDiskFull = step.do === 'fillDisk'
        this.hasDiskBeenFull ||= step.do === 'fillDisk'
        return
      case 'attach':
        await settled()
        this.world.host.controls.setViewers('cc-shop', step.viewers)
        this.desk.feed.publish({
          _tag: 'session-attached',
          session: sessionId('cc-shop'),
          name: 'cc-shop',
          attached: step.viewers > 0,
          at: 1,
        })
        return
      case 'restrain':
        await settled()
        this.world.restraint = step.at === null ? null : { at: step.at, reason: 'budget exceeded' }
        return
      case 'leave':
      case 'comeBack':
        await settled()
        this.world.isPersonReachable = step.do === 'comeBack'
        return
      case 'turnOver':
        await this.desk.withdraw.onReport(sessionId('cc-shop'), aReport('Stop'))()
        return
      case 'hangUp': {
        const asked = this.askings[step.which]
        asked?.asking.abandon()
        if (asked !== undefined) asked.isOver = true
        return
      }
      case 'toolRan': {
        const ran = this.heard[step.which]
        if (ran?.verdict._tag !== 'Allow') return
        const { call } = this.source(ran.call, 'PreToolUse')
        await this.desk.withdraw.onReport(sessionId('cc-shop'), ranReport(call))()
        return
      }
      case 'settle':
        return settled()
    }
  }

  private async restart(): Promise<void> {
    this.life += 1
    this.world.isDiskFull = false
    await settled()
    this.desk = openDesk(this.world)
    right(await this.desk.recover())
  }
}

const sha256 = memorySecrets().sha256
const digestOf = (input: JsonObject): string => sha256(right(canonicalJson(input)))

/**
 * Verdicts that the rules leave open for a call in this context. Beside the agent's own dialog "the
 * terminal decides" and "no opinion" are one answer.
 */
function possible(rules: Rules, { gate, permissionMode, restraint }: CallContext): ReadonlyArray<Verdict['_tag']> {
  const { mode, asksInAutoMode, isOlder } = rules
  if (restraint === 'deny') return ['Deny']
  if (mode === 'strict' || restraint === 'strict') return ['Allow', 'Deny']
  if (mode === 'off' && restraint === null) return ['NoOpinion']
  if (gate === 'PermissionRequest') return ['Allow', 'Deny', 'NoOpinion', 'Terminal']
  if (restraint !== null) return ['Allow', 'Deny', 'Terminal']
  if (isOlder) return permissionMode === 'default' ? ['Allow', 'Deny', 'NoOpinion'] : ['NoOpinion']
  const isHeld = permissionMode === 'bypassPermissions' || (permissionMode === 'auto' && asksInAutoMode)
  return isHeld ? ['Allow', 'Deny', 'Terminal'] : ['NoOpinion']
}

describe('the gate on the shipped modules under any order of events', () => {
  it('lets nothing run against the mode, the restraint or the decisions, and decides nothing twice', async function () {
    this.timeout(120_000)
    await fc.assert(
      fc.asyncProperty(rulesOf, fc.array(steps, { maxLength: 30 }), async (rules, history) => {
        const story = new Story(rules)
        for (const step of history) await story.run(step)
        await settled()
        const { world, heard } = story

        const log = world.ledger.entries
        const decisions = log.filter(({ kind }) => kind === 'decision')
        const ids = decisions.map(({ id }) => id)
        expect(new Set(ids).size, 'a request was decided twice').to.equal(ids.length)

        for (const [index, { call, verdict, logLength, context, isWritten, isOutlasted }] of heard.entries()) {
          const verdicts = [...possible(rules, context), ...(isOutlasted ? ['NoOpinion'] : [])]
          expect(verdict._tag, JSON.stringify(context)).to.be.oneOf(verdicts)
          const digest = digestOf({ command: call.command })
          const written = log.slice(0, logLength).filter((entry) => entry['digest'] === digest)
          if (verdict._tag === 'Allow') {
            const isAllowed = written.some((entry) => entry.kind === 'decision' && entry['decision'] === 'allow')
            expect(isAllowed, 'allowed before it was written down').to.equal(true)
          }
          if (verdict._tag === 'Terminal' && runsUnasked(context) && context.isPersonReachable && isWritten) {
            const wasAsked = written.some(
              (entry) => entry.kind === 'outcome' && entry['outcome'] === 'left-to-terminal',
            )
            const wasLeft = heard.slice(0, index).some((one) => one.call === call && one.verdict._tag === 'Terminal')
            expect(wasAsked || wasLeft, 'left to a dialog although a person could be asked').to.equal(true)
          }
        }

        for (const command of new Set(CALLS.map((call) => call.command))) {
          const digest = digestOf({ command })
          const allows = decisions.filter((entry) => entry['decision'] === 'allow' && entry['digest'] === digest)
          const ran = heard.filter(({ call, verdict }) => call.command === command && verdict._tag === 'Allow')
          const calls = new Set(ran.map(({ call }) => call.id))
          expect(calls.size, 'more calls ran than were allowed').to.be.at.most(allows.length)
        }
        expect(E.toUnion(await world.ledger.check())).to.deep.include({ fault: null })
      }),
      { numRuns: shortOrLong(400, 2_000) },
    )
  })
})
