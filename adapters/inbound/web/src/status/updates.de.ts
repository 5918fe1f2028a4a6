import type { updatesEn } from './updates.en.js'

export const updatesDe: typeof updatesEn = {
  versions: 'Versionen',
  lookForUpdates: 'Nach Updates suchen',
  lookingForUpdates: 'Sucht …',
  neverLooked: 'Noch nicht geprüft. Die Prüfung fragt die Verzeichnisse dieser Programme ab.',
  lookedAgo: (ago) => `Geprüft vor ${ago}`,
  thing: 'Programm',
  installedVersion: 'Installiert',
  newestVersion: 'Neueste',
  updateNow: 'Aktualisieren',
  reallyUpdate: 'Wirklich aktualisieren? Esc',
  upToDate: 'aktuell',
  guardReasons: {
    'up-to-date': 'aktuell',
    'dirty-tree': 'in seinem Ordner sind nicht committete Änderungen',
    'local-ahead': 'in seinem Ordner sind lokale Commits',
    unknown: 'sein Ordner ließ sich nicht auf Änderungen prüfen',
  },
  couldNotUpdate: (name) => `${name} wurde nicht aktualisiert`,
  couldNotLook: 'Die Suche nach Updates ist fehlgeschlagen',
}
