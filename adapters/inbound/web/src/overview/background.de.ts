import type { backgroundEn } from './background.en.js'

export const backgroundDe: typeof backgroundEn = {
  title: 'Im Hintergrund',
  hint: 'Mit claude --bg gestartet. Sie laufen womöglich ohne die Sperre.',
  skipped: (count) => `${count} weitere nicht lesbar`,
  unreadable: 'Die Liste ist zurzeit nicht lesbar.',
  states: {
    working: 'Arbeitet',
    waiting: 'Wartet',
    idle: 'Bereit',
    done: 'Fertig',
    failed: 'Gescheitert',
    stopped: 'Angehalten',
    unknown: 'Unbekannt',
  },
  waitsFor: (what) => `wartet auf: ${what}`,
  open: 'Öffnen',
  openNamed: (name) => `${name} öffnen`,
  stop: 'Anhalten',
  stopNamed: (name) => `${name} anhalten`,
  reallyStop: 'Wirklich anhalten? Esc',
  stopped: (name) => `${name} ist angehalten, kein Prozess davon läuft mehr. Die Unterhaltung bleibt erhalten.`,
  alreadyEnded: (name) => `${name} war schon beendet.`,
  couldNotOpen: (name) => `${name} wurde nicht geöffnet`,
  couldNotStop: (name) => `${name} wurde nicht angehalten`,
}
