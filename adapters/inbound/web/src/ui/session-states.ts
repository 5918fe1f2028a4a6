import type { Need } from '../app/session-order.js'
import { shownLanguage } from '../app/texts/messages.js'

/** Path within 10 × 10, filled or, with a width, drawn as a line. */
interface Stroke {
  readonly d: string
  readonly width?: number
  readonly faint?: boolean
  readonly turning?: boolean
}

interface SessionState {
  readonly en: string
  readonly de: string
  /** Token of its colour. */
  readonly colour: string
  /** A shape of its own, so that a state does not depend on colour. */
  readonly shape: ReadonlyArray<Stroke>
}

/** Word, shape and colour of each state of a session. Everything that shows a state takes them from here. */
export const SESSION_STATES: Readonly<Record<Need, SessionState>> = {
  waiting: { en: 'Waiting', de: 'Wartet', colour: '--waiting', shape: [{ d: 'M5 .8 9.4 9H.6Z' }] },
  failed: {
    ...{ en: 'Failed', de: 'Fehlgeschlagen', colour: '--dead' },
    shape: [{ d: 'm1.6 1.6 6.8 6.8m0-6.8L1.6 8.4', width: 1.9 }],
  },
  retrying: {
    ...{ en: 'Retrying', de: 'Neuer Versuch', colour: '--working' },
    shape: [{ d: 'M8.6 5A3.6 3.6 0 1 1 7 2M7 .1v2.2H4.8', width: 1.4 }],
  },
  working: {
    ...{ en: 'Working', de: 'Arbeitet', colour: '--working' },
    shape: [
      { d: 'M5 1.4a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2Z', width: 1.6, faint: true },
      { d: 'M5 1.4A3.6 3.6 0 0 1 8.6 5', width: 1.6, turning: true },
    ],
  },
  idle: {
    ...{ en: 'Idle', de: 'Bereit', colour: '--idle' },
    shape: [{ d: 'M5 1a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z' }],
  },
  unknown: {
    ...{ en: 'Unknown', de: 'Unbekannt', colour: '--unknown' },
    shape: [{ d: 'M5 1.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8Z', width: 1.8 }],
  },
  dormant: { en: 'Dormant', de: 'Ruht', colour: '--unknown', shape: [{ d: 'M1 5h8', width: 1.8 }] },
  foreign: {
    ...{ en: 'Foreign', de: 'Fremd', colour: '--unknown' },
    shape: [{ d: 'M5 .8 9.2 5 5 9.2.8 5Z', width: 1.4 }],
  },
}

export const stateWord = (need: Need): string => SESSION_STATES[need][shownLanguage.value]

export const stateColour = (need: Need): string => `var(${SESSION_STATES[need].colour})`
