import type { Chance } from './chance.js'
import { filler } from './filler.js'

/** One conversation on disk. */
export interface SessionText {
  /** Below the folder of all conversations. */
  readonly file: string
  readonly session: string
  /** The text in order, made as it is asked for. */
  readonly pieces: () => Iterable<Buffer>
  /** Parts that `pieces` has made, for copies of them. */
  readonly lines: ReadonlyArray<Buffer>
}

export interface SessionPlan {
  readonly index: number
  readonly project: string
  readonly size: number
  readonly inherited: ReadonlyArray<Buffer> | null
  readonly parent: SessionText | undefined
  readonly isSubagent: boolean
}

/** Out of a thousand, unless said otherwise. */
const RATES = {
  /** Conversations of versions that write no request id. */
  withoutRequestId: 250,
  /** Conversations of versions that write zeros by lifetime beside the sum of cache writes. */
  zerosBesideTotal: 300,
  /** Rows that hold bytes that are not UTF-8. */
  brokenText: 2,
  /** Rows that lack a number, or hold it as text. */
  brokenNumbers: 3,
  /** Steps in which the request failed. */
  failed: 8,
  /** Messages whose rows lie on both sides of midnight. */
  overMidnight: 1,
}

const MODELS = ['claude-opus-4-8', 'claude-opus-4-8', 'claude-sonnet-4-6', 'claude-haiku-4-5-20251001', 'claude-opus-5']
const TOOLS = ['Bash', 'Read', 'Edit', 'Grep', 'Write', 'Task', 'Glob', 'WebFetch']
const DAY_MS = 86_400_000
/** All conversations begin on one of so many days before this one. */
const DAYS = 400
const LAST_DAY = Date.UTC(2026, 10, 23)
/** A gathering of lines that is worth a write. */
const PIECE_BYTES = 1 << 20

/** The conversation that a plan describes; it ends with the line that makes it as long as planned. */
export function sessionWriter(chance: Chance, plan: SessionPlan): SessionText {
  const session = uuid(chance)
  const folder = plan.project.replaceAll(/[^A-Za-z0-9]/g, '-')
  const file = plan.isSubagent
    ? `${folder}/${plan.parent?.session ?? session}/subagents/agent-${session.slice(0, 8)}.jsonl`
    : `${folder}/${session}.jsonl`
  const lines: Buffer[] = []
  const text: SessionText = {
    file,
    session: plan.isSubagent ? (plan.parent?.session ?? session) : session,
    lines,
    *pieces() {
      const rows = conversation(chance, text, plan)
      let [gathered, bytes, written]: [Buffer[], number, number] = [[], 0, 0]
      for (const line of rows) {
        if (written > 0 && written + line.length > plan.size) break
        if (plan.size < PIECE_BYTES) lines.push(line)
        gathered.push(line)
        bytes += line.length
        written += line.length
        if (bytes >= PIECE_BYTES) {
          yield Buffer.concat(gathered)
          ;[gathered, bytes] = [[], 0]
        }
      }
      gathered.push(lastLine(plan.size - written))
      yield Buffer.concat(gathered)
    },
  }
  return text
}

/** The first lines of a conversation, as a copy of it holds them. */
export const copyOf = (source: SessionText, share: number): ReadonlyArray<Buffer> =>
  source.lines.slice(0, Math.ceil(source.lines.length * share))

/** A line of no account that is so long, so that the file is as long as planned. */
function lastLine(bytes: number): Buffer {
  const [before, after] = ['{"type":"summary","summary":"', '"}\n']
  const room = bytes - before.length - after.length
  return Buffer.from(room < 0 ? '' : `${before}${'-'.repeat(room)}${after}`)
}

function* conversation(chance: Chance, text: SessionText, plan: SessionPlan): Generator<Buffer> {
  for (const line of plan.inherited ?? []) {
    const copied = line.toString('latin1').replaceAll(plan.parent?.session ?? '', text.session)
    yield Buffer.from(copied, 'latin1')
  }
  const hasRequestId = chance.below(1_000) >= RATES.withoutRequestId
  const writesZeros = chance.below(1_000) < RATES.zerosBesideTotal
  const model = MODELS[chance.below(MODELS.length)] ?? ''
  let at = LAST_DAY - chance.below(DAYS) * DAY_MS + chance.below(DAY_MS)
  let prompt = 12_000
  for (let step = 0; ; step++) {
    at += 2_000 + chance.below(40_000)
    if (chance.below(1_000) < RATES.overMidnight) at = Math.ceil(at / DAY_MS) * DAY_MS - 400
    const common = (kind: string): string =>
      `"type":"${kind}","uuid":"${uuid(chance)}","timestamp":"${new Date(at).toISOString()}","userType":"external",` +
      `"entrypoint":"cli","cwd":"${plan.project}","sessionId":"${text.session}","version":"2.1.197","gitBranch":"main"}\n`
    const head = `{"parentUuid":"${uuid(chance)}","isSidechain":${String(plan.isSubagent)}`
    if (chance.below(1_000) < RATES.failed) {
      yield Buffer.from(`${head},"subtype":"api_error","level":"error","error":{"status":529},${common('system')}`)
      continue
    }
    yield toolResult(chance, head, common('user'))
    prompt = prompt > 170_000 ? 12_000 : prompt + 200 + chance.below(2_500)
    const id = `msg_${hex(chance, 24)}`
    const request = hasRequestId ? `"requestId":"req_${hex(chance, 24)}",` : ''
    const written = 200 + chance.below(2_500)
    const lifetime = writesZeros
      ? '{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0}'
      : `{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":${written}}`
    const input = 1 + chance.below(12)
    const blocks = 1 + chance.below(3)
    const output = 40 + chance.below(1_200)
    for (let block = 0; block < blocks; block++) {
      at += 300 + chance.below(900)
      const isLast = block === blocks - 1
      const counted = isLast ? output : 1 + chance.below(8)
      const usage =
        `"usage":{"input_tokens":${numberText(chance, input)},"cache_creation_input_tokens":${written},` +
        `"cache_read_input_tokens":${prompt},"cache_creation":${lifetime},"output_tokens":${counted},"service_tier":"standard"}`
      const stop = isLast ? (chance.below(7) === 0 ? '"end_turn"' : '"tool_use"') : 'null'
      const row =
        `${head},"message":{"model":"${model}","id":"${id}","type":"message","role":"assistant","content":[` +
        `${blockText(chance, isLast && stop === '"tool_use"')}],"stop_reason":${stop},"stop_sequence":null,${usage}},` +
        `${request}${common('assistant')}`
      yield withBrokenText(chance, row)
    }
  }
}

function blockText(chance: Chance, isTool: boolean): string {
  if (!isTool) return `{"type":"text","text":"${filler(chance, 40, 900)}"}`
  const tool = TOOLS[chance.below(TOOLS.length)] ?? ''
  const input = filler(chance, 30, tool === 'Write' || tool === 'Edit' ? 6_000 : 400)
  return `{"type":"tool_use","id":"toolu_${hex(chance, 24)}","name":"${tool}","input":{"command":"${input}"}}`
}

/** The bulk of a transcript: what tools said, twice, as the CLI writes it; one in a few hundred is a picture or a log. */
function toolResult(chance: Chance, head: string, common: string): Buffer {
  const most = chance.below(400) === 0 ? 900_000 : chance.below(8) === 0 ? 16_000 : 2_400
  const said = filler(chance, 60, most)
  return Buffer.from(
    `${head},"message":{"role":"user","content":[{"tool_use_id":"toolu_${hex(chance, 24)}","type":"tool_result",` +
      `"content":"${said}","is_error":false}]},"toolUseResult":{"stdout":"${said}","stderr":"","interrupted":false},${common}`,
  )
}

function numberText(chance: Chance, count: number): string {
  if (chance.below(1_000) >= RATES.brokenNumbers) return String(count)
  return chance.below(2) === 0 ? `"${count}"` : 'null'
}

function withBrokenText(chance: Chance, row: string): Buffer {
  const bytes = Buffer.from(row)
  // The first space stands between two words of the text: nothing else has any.
  const space = bytes.indexOf(' ')
  if (chance.below(1_000) < RATES.brokenText && space !== -1) bytes[space] = 0xff
  return bytes
}

const hex = (chance: Chance, length: number): string => {
  let text = ''
  while (text.length < length) text += chance.below(0x1000000).toString(16).padStart(6, '0')
  return text.slice(0, length)
}

const uuid = (chance: Chance): string => {
  const text = hex(chance, 32)
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-a${text.slice(17, 20)}-${text.slice(20)}`
}
