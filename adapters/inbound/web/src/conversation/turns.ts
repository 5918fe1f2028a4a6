import { signal, type ReadonlySignal } from '@preact/signals'
import type { BodyOf } from '../app/hub/hub.js'
import { ask, client } from '../app/the-hub.js'
import type { Conversation, ShownEntry } from './conversation.js'

export type TurnUsage = NonNullable<BodyOf<'readTurnUsage'>['turns']>[number]

/** A turn of a conversation: from a prompt to the last row before the next one. */
export interface Turn {
  /** Time of its prompt; milliseconds since the epoch. */
  readonly from: number
  readonly durationMs: number
  /** Key of its last entry. */
  readonly last: string
}

/** Turns whose prompt has been read. Prompts that follow each other directly are of one turn. */
export function turnsOf(shown: ReadonlyArray<ShownEntry>): ReadonlyArray<Turn> {
  const turns: Turn[] = []
  let from: number | null = null
  let until = 0
  let last: string | null = null
  const end = (): void => {
    if (from !== null && last !== null) turns.push({ from, durationMs: Math.max(0, until - from), last })
    last = null
  }
  for (const { key, entry, result } of shown) {
    if (entry.isSubagent) continue
    const times = [entry.at, result?.at ?? null].flatMap((at) => (at === null ? [] : [Date.parse(at)]))
    if (entry.kind === 'prompt') {
      if (last === null && from !== null) continue
      end()
      from = times[0] ?? null
      until = from ?? 0
    } else if (entry.kind !== 'notice' || entry.isError) {
      last = key
      until = Math.max(until, ...times)
    }
  }
  end()
  return turns
}

/** Turns of a request; less than the hub answers at once. */
const MAX_TURNS = 100
/** Interval of asking while the hub reads the logs for the first time: seconds to minutes. */
const ASK_AGAIN_MS = 5_000

/** Usage of the turns of a conversation by their starts, as far as it is known. */
export interface OpenTurns {
  readonly usage: ReadonlySignal<ReadonlyMap<number, TurnUsage>>
  /** Reads what is missing, and the newest turn again. While the agent works the newest one is left out. */
  readonly read: (turns: ReadonlyArray<Turn>, isWorking: boolean) => void
  readonly close: () => void
}

export function openTurns({ agent, conversation: id }: Conversation): OpenTurns {
  const usage = signal<ReadonlyMap<number, TurnUsage>>(new Map())
  /** Turns that are over, to which nothing is added. */
  const settled = new Set<number>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0

  async function readUsage(turns: ReadonlyArray<Turn>, isWorking: boolean, request: number): Promise<void> {
    const wanted = isWorking ? turns.slice(0, -1) : turns
    const isMissing = ({ from }: Turn): boolean => !settled.has(from)
    const end = wanted.findLastIndex(isMissing) + 1
    for (let at = end === 0 ? 0 : wanted.findIndex(isMissing); at < end; at += MAX_TURNS) {
      // The turn behind them ends the last one.
      const start = turns.slice(at, at + MAX_TURNS + 1).map(({ from }) => from)
      const call = client.readTurnUsage({ params: { agent: agent ?? '', id: id ?? '' }, query: { start } })
      const answer = await ask(call)
      if (request !== latest || !answer.ok) return
      if (answer.value.turns === null) {
        timer = setTimeout(() => void readUsage(turns, isWorking, request), ASK_AGAIN_MS)
        return
      }
      const read = answer.value.turns.slice(0, Math.min(MAX_TURNS, wanted.length - at))
      usage.value = new Map([...usage.peek(), ...read.map((turn) => [Date.parse(turn.at), turn] as const)])
      for (const from of start.slice(0, -1).slice(0, MAX_TURNS)) settled.add(from)
    }
  }

  return {
    usage,
    read: (turns, isWorking) => {
      clearTimeout(timer)
      void readUsage(turns, isWorking, ++latest)
    },
    close: () => {
      latest += 1
      clearTimeout(timer)
    },
  }
}

/** Duration for people: `12 s`, `3 min 5 s`, `1 h 12 min`. */
export function durationWords(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 60) return `${String(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60)
    return seconds % 60 === 0 ? `${String(minutes)} min` : `${String(minutes)} min ${String(seconds % 60)} s`
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`
}
