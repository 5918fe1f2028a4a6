import { signal } from '@preact/signals'

/**
 * Time in which the second press confirms: long enough to read the question, short enough to avoid an accidental
 * confirmation.
 */
const ARMED_MS = 4_000

/** Id of the destructive action that waits for its second press. At most one is armed. */
export const armed = signal<string | null>(null)

let timer: ReturnType<typeof setTimeout> | undefined

export function disarm(): void {
  clearTimeout(timer)
  armed.value = null
}

/** Arms the action on the first press and runs it on the second. */
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
