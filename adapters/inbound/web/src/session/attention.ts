import { signal } from '@preact/signals'
import type { LiveEvent } from '../app/hub/live-events.js'
import { messages } from '../app/texts/messages.js'
import { approvalsOf } from '../app/approvals.js'
import { failureText } from '../app/failure-text.js'
import { soundOn } from '../app/platform/preferences.js'
import { go, route } from '../app/router.js'
import { sessionByName, shown } from '../app/sessions.js'
import { shownTerminals } from '../app/terminal-layout.js'
import { toast } from '../app/toasts.js'
import { hasDialog } from '../ui/dialog.js'

/** Names of sessions that requested attention and were not opened since. */
export const unread = signal<ReadonlySet<string>>(new Set())

const isInSight = (name: string): boolean => !document.hidden && shownTerminals().includes(name)

/** Marks a session as unread and plays the sound, unless its terminal is visible. */
export function onAttentionEvent(event: LiveEvent): void {
  if (event.type === 'session-ended') markRead(event.name)
  if (event.type !== 'session-attention' || isInSight(event.name)) return
  const { name, activity, failure } = event
  const m = messages.value
  unread.value = new Set([...unread.value, name])
  if (soundOn.value) chime()
  // A pending approval is already shown with its buttons.
  if (document.hidden || approvalsOf.value.has(name)) return
  const open = (): void => go({ page: 'terminal', session: name })
  const action = { label: m.open, run: open }
  const isCurrent = (): boolean =>
    unread.value.has(name) &&
    route.value.page !== 'approvals' &&
    !hasDialog.value &&
    !approvalsOf.value.has(name) &&
    sessionByName.value.get(name)?.activity !== 'working'
  if (failure !== undefined)
    toast({ kind: 'failed', text: m.turnFailed(shown(name), failureText(failure)), action, isCurrent })
  else if (activity === 'waiting') toast({ kind: 'waiting', text: m.needsInput(shown(name)), action, isCurrent })
  else toast({ text: m.isReady(shown(name)), action, isCurrent })
}

export function markRead(name: string): void {
  if (unread.value.has(name)) unread.value = new Set([...unread.value].filter((one) => one !== name))
}

/** Plays two short, quiet notes. They are synthesized, so no file is loaded. */
function chime(): void {
  try {
    const audio = new AudioContext()
    const notes = [
      [660, 0],
      [880, 0.12],
    ] as const
    for (const [hertz, at] of notes) {
      const tone = audio.createOscillator()
      const volume = audio.createGain()
      const start = audio.currentTime + at
      tone.frequency.value = hertz
      volume.gain.setValueAtTime(0.08, start)
      volume.gain.exponentialRampToValueAtTime(0.001, start + 0.25)
      tone.connect(volume).connect(audio.destination)
      tone.start(start)
      tone.stop(start + 0.25)
      tone.onended = () => {
        if (at > 0) void audio.close()
      }
    }
  } catch {
    // Without audio, the mark and the toast are still shown.
  }
}
