import { appendFile, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import type { LogRoot } from '../../adapters/outbound/usage-logs/log-files.js'
import { workerUsageLogs, type WorkerUsageLogs } from '../../adapters/outbound/usage-logs/usage-logs.worker.js'
import { CLAUDE_CODE, CODEX } from './agents.js'
import type { WrittenAnswer } from '../contracts/usage-logs.contract.js'

/** The thread, as the compiler made it. */
const USAGE_SCRIPT = fileURLToPath(new URL('../../adapters/outbound/usage-logs/usage-logs.script.js', import.meta.url))

const FORMATS = [CLAUDE_CODE, CODEX].map(
  (id) => [id, fileURLToPath(new URL(`../../adapters/outbound/agents/${id}/logs.js`, import.meta.url))] as const,
)
const ENCODER = fileURLToPath(new URL('../../adapters/inbound/http/usage/usage-encoder.js', import.meta.url))

/** Logs that a thread reads, kept below a scratch folder. */
export const usageLogsIn = (folder: string, roots: ReadonlyArray<LogRoot>): WorkerUsageLogs =>
  workerUsageLogs({
    clock: systemClock,
    script: USAGE_SCRIPT,
    roots,
    indexFile: join(folder, 'state', 'usage.index'),
    formats: FORMATS,
    encoder: ENCODER,
  })

/** Appends lines to a log, and makes it with its folders where there is none. */
export async function writeLines(file: string, ...lines: ReadonlyArray<unknown>): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await appendFile(file, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''))
}

/** A line of a transcript of Claude Code. */
export const claudeLine = (
  { session, directory, at, input, cacheRead, output }: WrittenAnswer,
  { message = {}, usage = {}, ...row }: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => ({
  parentUuid: null,
  isSidechain: false,
  message: {
    id: `msg_${session}_${at}`,
    role: 'assistant',
    model: 'claude-opus-4-8',
    content: [{ type: 'text', text: 'done' }],
    stop_reason: 'end_turn',
    usage: { input_tokens: input, cache_read_input_tokens: cacheRead, output_tokens: output, ...(usage as object) },
    ...(message as object),
  },
  type: 'assistant',
  uuid: `u-${session}-${at}`,
  timestamp: new Date(at).toISOString(),
  cwd: directory,
  sessionId: session,
  ...row,
})

/** Line of the plugin of opencode. */
export const opencodeLine = ({ session, directory, at, input, cacheRead, output }: WrittenAnswer) => ({
  ...{ type: 'answer', id: `msg_${String(at)}`, at: new Date(at).toISOString(), session, directory, model: 'one' },
  ...{ tokens: { input, output, reasoning: 0, cache: { read: cacheRead, write: 0 } }, finish: 'stop', isFailed: false },
})

/** Figures that Codex writes for a response, beside the running sum. */
export const codexLine = (
  { at, input, cacheRead, output }: WrittenAnswer,
  total: { readonly input: number; readonly cached: number; readonly output: number },
): Readonly<Record<string, unknown>> => ({
  timestamp: new Date(at).toISOString(),
  type: 'event_msg',
  payload: {
    type: 'token_count',
    info: {
      total_token_usage: {
        input_tokens: total.input,
        cached_input_tokens: total.cached,
        output_tokens: total.output,
        total_tokens: total.input + total.output,
      },
      last_token_usage: {
        input_tokens: input + cacheRead,
        cached_input_tokens: cacheRead,
        output_tokens: output,
        total_tokens: input + cacheRead + output,
      },
    },
  },
})

/** Two lines that a rollout of Codex begins with. */
export const codexHead = (
  { session, directory, at }: WrittenAnswer,
  meta: Readonly<Record<string, unknown>> = {},
): ReadonlyArray<unknown> => [
  { timestamp: new Date(at).toISOString(), type: 'session_meta', payload: { id: session, cwd: directory, ...meta } },
  { timestamp: new Date(at).toISOString(), type: 'turn_context', payload: { cwd: directory, model: 'gpt-5.5' } },
]
