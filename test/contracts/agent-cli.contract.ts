import { expect } from 'chai'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { AgentCli, AgentLogs } from '../../application/agents/agent-cli.port.js'
import { cliOf, continuing, resuming, startedCommand, storedCommand } from '../../domain/agents/agent-program.js'
import { argumentsOf } from '../../domain/agents/command-line.js'
import type { Verdict } from '../../domain/approvals/approval.js'
import { HTTP_REPORTS, type ReportEvent } from '../../domain/attention/hook.js'
import { HOOK_TARGETS } from '../support/hook-targets.js'

/** Recorded material of the CLI. */
export interface AgentCliSamples {
  /** Reports of the agent. */
  readonly hooks?: ReadonlyArray<readonly [event: ReportEvent, payload: Readonly<Record<string, unknown>>]>
  /** True for a CLI that refuses an allow with an input, and has none before a tool. */
  readonly allowsPlainly?: boolean
  /** Screens at the prompt, below which nothing is asked. */
  readonly readyScreens?: ReadonlyArray<ReadonlyArray<string>>
  /** Parsed lines of one log of this name. */
  readonly log?: { readonly name: string; readonly lines: ReadonlyArray<unknown> }
  /** Parsed rows of the transcript of this conversation, which has this name and began in this folder. */
  readonly transcript?: {
    readonly name: string
    readonly conversation: string
    readonly folder: string
    readonly rows: ReadonlyArray<unknown>
  }
}

const VERDICTS: ReadonlyArray<Verdict> = [
  { _tag: 'Allow', input: null },
  { _tag: 'Deny', reason: 'no' },
  { _tag: 'Terminal' },
  { _tag: 'NoOpinion' },
]

/** Contract of `AgentCli`. */
export function describeAgentCli(name: string, agent: AgentCli, samples: AgentCliSamples = {}): void {
  const agents = [agent] as const
  const commands = agent.variants.map(({ command }) => command)
  const { hooks, gate, screens, logs, transcripts, withoutGate } = agent

  describe(`AgentCli of ${name}`, () => {
    it('starts its own program in every variant', () => {
      for (const command of commands) expect(cliOf(agents, command)).to.equal(agent)
      expect(agent.variants[0].tier).to.equal('safe')
    })

    it('takes a text as a prompt, sent by one Enter, and never as a command of the shell', () => {
      const { promptInput } = agent
      fc.assert(
        fc.property(fc.constantFrom('', ' ', '\u2060', '\u200b \n'), fc.string(), (front, text) => {
          const typed = promptInput(`${front}!${text}`)
          expect(typed).to.match(/^ !/)
          expect(promptInput(typed)).to.equal(typed)
        }),
      )
      for (const open of ['see @src', '@src/a.ts', 'ends with \\', 'ends with \\\u200b'])
        expect(promptInput(open)).to.equal(`${open} `)
      for (const text of ['/compact', '# note', 'see @src and go on', 'a!b', '\\/help'])
        expect(promptInput(text)).to.equal(text)
    })

    it('continues a conversation by a command line that stays the same', () => {
      for (const command of commands) {
        const continued = continuing(agents, command) ?? ''
        expect(continuing(agents, continued)).to.equal(continued)
        for (const arg of argumentsOf(command)) expect(argumentsOf(continued)).to.include(arg)
      }
    })

    it('resumes a conversation by its id, in place of the last one or another id', () => {
      const [conversation, other] = ['0c0ffee0-1111-4222-8333-444455556666', 'ses_b']
      const resumed = (command: string, id: string): string | null => resuming(agents, command, { agent: agent.id, id })
      for (const command of commands) {
        const first = resumed(command, other)
        expect(first === null).to.equal(agent.resuming === null)
        if (first === null) return
        const args = argumentsOf(resumed(command, conversation) ?? '')
        expect(args.filter((arg) => arg === conversation)).to.have.length(1)
        for (const arg of argumentsOf(command)) expect(args).to.include(arg)
        for (const former of [first, continuing(agents, command) ?? ''])
          expect(argumentsOf(resumed(former, conversation) ?? '')).to.deep.equal(args)
      }
    })

    it('adds start flags once and to no explicit choice', () => {
      for (const command of commands) {
        const started = startedCommand(agents, command)
        expect(startedCommand(agents, started)).to.equal(started)
        expect(agent.permissionMode(argumentsOf(started))).to.equal(agent.permissionMode(argumentsOf(command)))
      }
    })

    it('has a look and an update that clients and shells can take as they are', () => {
      expect(agent.colour).to.match(/^#[0-9a-f]{6}$/i)
      for (const { path } of agent.mark) expect(path).to.match(/^M[\d\sa-z.,-]+$/i)
      expect(agent.update.command ?? '').to.not.include("'")
      for (const path of agent.settings) expect(path).to.match(/^[^/]/)
    })

    if (hooks !== null) {
      it('reads its recorded reports, and any payload without a fault', () => {
        for (const [event, payload] of samples.hooks ?? []) expect(hooks.report(event, payload).hook).to.not.equal(null)
        fc.assert(
          fc.property(
            fc.option(fc.constantFrom(...HTTP_REPORTS)),
            fc.dictionary(fc.string(), fc.anything()),
            (event, payload) => {
              hooks.report(event, payload)
              expect(hooks.statusLine(payload).agent).to.equal(agent.id)
            },
          ),
        )
        expect(hooks.report(null, {}).hook).to.equal(null)
      })

      it('has words for every verdict but no opinion, and allows the input that was asked about', () => {
        const { allowsPlainly = false } = samples
        for (const at of ['PreToolUse', 'PermissionRequest'] as const) {
          const [allow, deny, , none] = VERDICTS.map((verdict) => hooks.verdict(at, verdict, { command: 'make' }))
          expect(JSON.stringify(allow ?? {}).includes('{"command":"make"}')).to.equal(!allowsPlainly)
          expect(allow === undefined).to.equal(allowsPlainly && at === 'PreToolUse')
          expect([deny === undefined, none]).to.deep.equal([false, undefined])
        }
      })
    }

    if (gate !== null) {
      it('installs the gate in settings and restores every byte', () => {
        for (const text of ['{}\n', '{\n  "model": "x"\n}\n', '{"hooks":{"Stop":[]}}'])
          for (const kind of ['ask', 'strict'] as const) {
            const installed = E.getOrElse(() => '')(gate.withHooks(text, HOOK_TARGETS, kind))
            expect(gate.withHooks(installed, HOOK_TARGETS, kind)).to.deep.equal(E.right(installed))
            const found = gate.installationIn(installed, HOOK_TARGETS)
            expect(E.isRight(found) ? found.right.state : found.left).to.equal('current')
            expect(gate.withoutHooks(installed)).to.deep.equal(E.right(text))
          }
      })

      it('finds settings that cannot be read weak, and its own managed settings not', () => {
        expect(gate.weaknessesIn('/settings', '\0', 'project').map(({ severity }) => severity)).to.include('weakens')
        expect(gate.weaknessesIn('/settings', gate.managedText(HOOK_TARGETS, 1_000), 'project')).to.deep.equal([])
      })
    }

    if (withoutGate !== null) {
      it('takes the flags of a strict session off a started command line', () => {
        for (const command of commands) {
          const plain = startedCommand(agents, command)
          const gated = startedCommand(agents, command, [
            (_, args) => agent.strictFlags(HOOK_TARGETS, args, { settings: null, environment: {} }),
          ])
          expect(gated).to.not.equal(plain)
          expect(storedCommand(agents, gated)).to.equal(plain)
        }
      })
    }

    if (screens !== null) {
      it('reads recorded prompts and no other text', () => {
        for (const rows of samples.readyScreens ?? []) {
          expect(screens.reading(rows)).to.equal('ready')
          expect(screens.startQuestion(rows)).to.equal(null)
        }
        fc.assert(
          fc.property(fc.array(fc.stringMatching(/^[a-z \d]*$/)), (rows) => {
            expect(screens.reading(rows)).to.equal(null)
            expect(screens.startQuestion(rows)).to.equal(null)
            expect(screens.limitNotice(rows, 0, 'UTC')).to.equal(null)
          }),
        )
      })
    }

    if (transcripts !== null) {
      const { name: file = '', conversation = '', folder, rows = [] } = samples.transcript ?? {}

      it('reads its recorded transcript, and any row without a fault', () => {
        expect(transcripts.conversationIn(file)).to.equal(conversation)
        expect(rows.flatMap((row) => transcripts.folderIn(row) ?? [])[0]).to.equal(folder)
        const entries = rows.flatMap((row, start) => transcripts.entriesIn(row, start))
        const kinds = new Set(entries.map(({ kind }) => kind))
        expect([...kinds]).to.include.members(['prompt', 'answer', 'call', 'result'])
        const calls = new Set(entries.flatMap(({ kind, callId }) => (kind === 'call' ? [callId] : [])))
        for (const { callId } of entries.filter(({ kind }) => kind === 'result')) expect(calls).to.include(callId)
        fc.assert(
          fc.property(fc.anything(), fc.nat(), (row, start) => {
            expect(transcripts.entriesIn(row, start)).to.deep.equal([])
            const { folderIn, turnIn, programIn } = transcripts
            expect([folderIn(row), turnIn?.(row) ?? null, programIn?.(row) ?? null]).to.deep.equal([null, null, null])
          }),
        )
      })

      it('continues and copies a conversation by a command line of its program, and has absolute folders', () => {
        const { programIn } = transcripts
        const program = programIn === undefined ? null : (rows.map(programIn).find((found) => found !== null) ?? '')
        expect(transcripts.resume(conversation, program)).to.not.equal(null)
        for (const command of [transcripts.resume(conversation, program), transcripts.fork?.(conversation) ?? null]) {
          if (command === null) continue
          expect(cliOf(agents, command)).to.equal(agent)
          expect(argumentsOf(command).filter((arg) => arg === conversation)).to.have.length(1)
        }
        for (const configured of [[], ['/srv/logs']])
          for (const place of transcripts.folders(configured, '/home/dev')) expect(place).to.match(/^\//)
      })
    }

    if (logs !== null) {
      const lines = samples.log?.lines ?? []
      const file = samples.log?.name ?? ''

      it('reads usage from its recorded log, in one go as in parts', () => {
        expect(logs.isLog(file)).to.equal(true)
        const whole = rowsOf(logs, file, [lines])
        expect(whole).to.not.deep.equal([])
        expect(whole.every(({ origin }) => origin.agent === agent.id)).to.equal(true)
        for (let at = 1; at < lines.length; at += 1)
          expect(rowsOf(logs, file, [lines.slice(0, at), lines.slice(at)])).to.deep.equal(whole)
      })

      it('reads no usage from other lines, and has absolute folders', () => {
        fc.assert(
          fc.property(fc.anything(), (line) => {
            expect(logs.reader(file, null).read(line)).to.equal(null)
          }),
        )
        for (const configured of [[], ['/srv/logs']])
          for (const folder of logs.folders(configured, '/home/dev')) expect(folder).to.match(/^\//)
      })
    }
  })
}

/** Rows of a log whose parts are read by readers that continue from each other's stored state. */
function rowsOf(logs: AgentLogs, name: string, parts: ReadonlyArray<ReadonlyArray<unknown>>) {
  let state: unknown = null
  const rows = parts.flatMap((lines) => {
    const { read, state: now } = logs.reader(name, state)
    const found = lines.flatMap((line) => read(line) ?? [])
    state = JSON.parse(JSON.stringify(now()))
    return found
  })
  const closing = logs.reader(name, state).closing()
  return closing === null ? rows : [...rows, closing]
}
