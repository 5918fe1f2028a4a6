import type { backgroundEn } from './background.en.js'

export const backgroundDe: typeof backgroundEn = {
  title: 'Im Hintergrund',
  hint: 'Mit claude --bg gestartet. Sie laufen womöglich ohne Freigaben.',
  skipped: (count) => `${count} weitere nicht lesbar`,
  unreadable: 'Die Liste konnte nicht geladen werden.',
  waitsFor: (what) => `wartet auf: ${what}`,
  open: 'Öffnen',
  openNamed: (name) => `${name} öffnen`,
  stop: 'Anhalten',
  stopNamed: (name) => `${name} anhalten`,
  reallyStop: 'Wirklich anhalten? Esc',
  stopped: (name) => `${name} und alle Prozesse angehalten. Die Unterhaltung bleibt erhalten.`,
  alreadyEnded: (name) => `${name} war schon beendet.`,
  couldNotOpen: (name) => `${name} wurde nicht geöffnet`,
  couldNotStop: (name) => `${name} wurde nicht angehalten`,
}
