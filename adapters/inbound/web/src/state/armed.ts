import { signal } from '@preact/signals'

/** Long enough to read the question, short enough that a forgotten one does not bite later. */
const ARMED_MS = 4_000

/** Which destructive action was pressed once and asks for the second press. One at a time. */
export const armed = signal<string | null>(null)

let timer: ReturnType<typeof setTimeout> | undefined

export function disarm(): void {
  clearTimeout(timer)
  armed.value = null
}

/** The first press arms, the second does it. */
export function press(id: string, run: () => void): void {
  if (armed.value === id) {
    disarm()
    run()
    return
  }
  clearTimeout(timer)
  armed.value = id
  timer = setTimeout(disarm, ARMED_MS)
}
