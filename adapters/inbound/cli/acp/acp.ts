import { ndJsonStream } from '@agentclientprotocol/sdk'
import * as E from 'fp-ts/lib/Either.js'
import { PROMPT_VARIABLE } from '../../../../domain/agents/agent-program.js'
import { detach } from '../../../../infrastructure/guard/guard.js'
import type { Context } from '../context.js'
import type { Run } from '../description.js'
import type { ACP } from '../descriptions/machine.js'
import { EXIT } from '../exit-codes.js'
import { converse, type Conversation } from './conversation.js'
import { hubReports, type HubReports } from './hub-reports.js'
import { makeKeys } from './keys.js'
import { makePermissions } from './permissions.js'
import { makePromptLine } from './prompt-line.js'
import { makeScreen, type Look } from './screen.js'
import { commandOf, outlineOf, planText, titleOf } from './tool-calls.js'
import { makeTranscript, type SaidKind } from './transcript.js'

/** Variable by which hooks and plugins of the agent find out that this program reports for it. */
const REPORTING = { PENATES_AGENT: 'acp' }
/** End of the first row of a question. */
const ANSWERS = 'y and Enter allow it once, n and Enter deny it'

const LOOKS: Readonly<Record<SaidKind, Look>> = { prompt: 'bold', answer: 'plain', thinking: 'dim' }

/** `penates acp`. */
export const acp: Run<typeof ACP, Context> = async ({ args, options: { strict = null, resume = null } }, context) => {
  const { terminal, fail, version } = context
  const size = terminal.size()
  if (size === null) return fail({ exit: 'usage', problem: 'acp needs a terminal as standard input and output' })
  const agent = context.startAgent(args.program, REPORTING)
  const hub = hubOf(context, agent.directory, strict)
  if (strict !== null && hub === null) {
    agent.stop()
    return fail({ exit: 'usage', problem: '--strict needs a session of the hub' })
  }
  let window = size
  const screen = makeScreen(
    (text) => raw.write(text),
    () => window,
  )
  let finish: () => void = () => undefined
  const finished = new Promise<void>((resolve) => (finish = resolve))
  let talk: Conversation | null = null

  const transcript = makeTranscript({
    environment: context.environment,
    directory: agent.directory,
    program: args.program,
    now: context.now,
    failed: (reason) => screen.print(`The hub cannot show this conversation: ${reason}`, 'red'),
  })
  const permissions = makePermissions({
    hub,
    isStrict: strict !== null,
    changed: () => line.changed(),
    note: (text) => screen.print(text, 'red'),
  })
  const line = makePromptLine({
    draw: ({ draft, hint, isBusy }) => {
      const open = permissions.open()
      screen.setBottom({
        state: open !== null ? 'asking' : isBusy ? 'working' : 'ready',
        hint: open === null ? hint : open.canAllow ? ANSWERS : 'n and Enter deny it',
        question: open === null ? [] : [`Allow? ${titleOf(open.call)}`, ...commandOf(open.call)],
        draft,
      })
    },
    question: () => permissions.open()?.call.toolCallId ?? null,
    answer: permissions.answer,
    prompt: async (text) => {
      screen.print(`\n> ${text}`, 'bold')
      const end = await talk?.prompt(text)
      if (end === undefined) return
      if (end.problem !== null) screen.print(`The turn failed: ${end.problem}`, 'red')
      else screen.print(end.stop === 'end_turn' ? '' : `The turn has ended: ${end.stop}`, 'dim')
    },
    cancel: () => talk?.cancel(),
    end: () => finish(),
  })
  const keys = makeKeys()
  const raw = terminal.open({
    input: (text) => {
      for (const key of keys(text)) line.press(key)
    },
    resize: (changed) => {
      window = changed
      screen.redraw()
    },
  })
  detach('signal to stop', async () => {
    await context.stopAsked()
    finish()
  })
  raw.write(PASTE_ON)
  line.changed()

  const outcome = await converse(
    {
      stream: ndJsonStream(agent.input, agent.output),
      ...{ directory: agent.directory, version, resumed: resume, transcript, permissions, hub },
      view: {
        text: (kind, text) => screen.stream(text, LOOKS[kind]),
        call: (call) => {
          const { status } = call
          if (status === 'in_progress') screen.print([`▸ ${titleOf(call)}`, ...commandOf(call)].join('\n'))
          else
            screen.print(`${status === 'failed' ? '✗' : '✓'} ${titleOf(call)}`, status === 'failed' ? 'red' : 'plain')
          if (status !== 'in_progress') screen.print(outlineOf(call).join('\n'), 'dim')
        },
        plan: (entries) => screen.print(planText(entries)),
      },
    },
    async (conversation) => {
      talk = conversation
      line.open(conversation.agent)
      const first = context.environment[PROMPT_VARIABLE] ?? ''
      line.press({ _tag: 'Text', text: first, isPasted: true })
      line.press({ _tag: 'Enter' })
      await finished
    },
  )
  line.close()
  agent.stop()
  const reason = await agent.ended
  hub?.report('SessionEnd', { reason: 'exit' })
  await Promise.all([hub?.flush(), transcript.close()])
  screen.close()
  raw.write(PASTE_OFF)
  raw.close()
  return E.isRight(outcome)
    ? EXIT.ok
    : fail({ problem: `the conversation with ${args.program[0] ?? ''} has ended: ${outcome.left}`, mend: reason })
}

/** Bracketed paste: a paste arrives between marks. */
const PASTE_ON = '\u001b[?2004h'
const PASTE_OFF = '\u001b[?2004l'

function hubOf({ environment }: Context, directory: string, answerKey: string | null): HubReports | null {
  const { PENATES_URL: url = '', PENATES_TOKEN: token = '', PENATES_SESSION: session = '' } = environment
  return [url, token, session].includes('') ? null : hubReports({ url, token, session, directory, answerKey })
}
