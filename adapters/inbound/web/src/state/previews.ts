import { signal, type Signal } from '@preact/signals'
import { hub } from './the-hub.js'

export const PREVIEW_LINES = 6
const READ_EVERY_MS = 2_000
/** Tiles that become visible within this time share one request. */
const GATHER_MS = 20

export type Preview = ReadonlyArray<string> | null

interface Watched {
  readonly lines: Signal<Preview>
  viewers: number
}

const watched = new Map<string, Watched>()
let timer: ReturnType<typeof setTimeout> | undefined
let reading = false

/** Last lines of a session's screen, polled while at least one visible tile watches them. */
export function watchPreview(name: string): { readonly lines: Signal<Preview>; readonly stop: () => void } {
  const entry = watched.get(name) ?? { lines: signal<Preview>(null), viewers: 0 }
  entry.viewers += 1
  watched.set(name, entry)
  if (entry.viewers === 1) readIn(GATHER_MS)
  return {
    lines: entry.lines,
    stop: () => {
      entry.viewers -= 1
      if (entry.viewers === 0) watched.delete(name)
    },
  }
}

function readIn(delayMs: number): void {
  if (reading) return
  clearTimeout(timer)
  timer = setTimeout(() => void readAll(), delayMs)
}

async function readAll(): Promise<void> {
  if (watched.size === 0) return
  reading = true
  if (!document.hidden) await readScreens([...watched.keys()])
  reading = false
  readIn(READ_EVERY_MS)
}

async function readScreens(names: ReadonlyArray<string>): Promise<void> {
  const answer = await hub.screens(names, PREVIEW_LINES)
  if (!answer.ok) return
  for (const { name, lines } of answer.value) {
    const shown = watched.get(name)?.lines
    if (shown && !isSame(shown.peek(), lines)) shown.value = lines
  }
}

const isSame = (shown: Preview, lines: ReadonlyArray<string>): boolean =>
  shown?.length === lines.length && lines.every((line, at) => line === shown[at])
