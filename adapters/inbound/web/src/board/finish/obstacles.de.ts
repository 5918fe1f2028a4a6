import type { obstaclesEn } from './obstacles.en.js'

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

export const obstaclesDe: typeof obstaclesEn = {
  obstacles: {
    'dirty-tree': {
      what: 'Der Checkout des Projekts hat nicht committete Änderungen.',
      todo: 'Committe, verwirf oder stashe sie.',
    },
    'no-base': { what: 'Der Zielbranch fehlt hier.', todo: 'Lege ihn an: git fetch, dann git branch <Ziel>.' },
    'no-remote': { what: 'Es gibt kein Remote „origin“.', todo: 'Richte eines ein, oder schließe ohne Push ab.' },
    'worktree-dirty': {
      what: 'Der Worktree der Karte hat nicht committete Arbeit.',
      todo: 'Committe oder stashe sie, oder lass den Agenten committen.',
    },
    'base-behind': {
      what: 'Der Zielbranch im Remote ist weiter als deiner.',
      todo: 'Aktualisiere deinen per Fast-Forward.',
    },
    'base-diverged': {
      what: 'Dein Zielbranch und der im Remote laufen auseinander.',
      todo: 'Rebase oder merge sie im Projekt.',
    },
    'remote-silent': { what: 'Das Remote antwortet nicht.', todo: 'Prüfe das Netz, oder schließe ohne Push ab.' },
    'no-branch': {
      what: 'Der Branch der Karte ist weg.',
      todo: 'Stelle ihn wieder her, oder schiebe die Karte zurück.',
    },
    conflict: {
      what: 'Der Branch hat Merge-Konflikte.',
      todo: 'Lass den Agenten den Zielbranch hineinmergen. Dateien:',
    },
    'preflight-error': { what: 'Git konnte den Merge nicht ausprobieren.', todo: 'Siehe Details unten.' },
    'no-changelog-section': {
      what: 'Der Changelog-Eintrag kann nicht hinzugefügt werden.',
      todo: 'Füge CHANGELOG.md die Überschrift „## In Development: v…“ hinzu.',
    },
    'worktree-detached': {
      what: 'Der Worktree ist nicht auf dem Branch der Karte.',
      todo: 'Checke den Branch dort aus.',
    },
    'worktree-busy': {
      what: 'Im Worktree läuft ein Merge oder Rebase.',
      todo: 'Schließe ihn dort ab oder brich ihn ab.',
    },
    'index-locked': {
      what: 'Ein anderer Git-Prozess läuft gerade.',
      todo: 'Warte, oder entferne ein liegengebliebenes index.lock.',
    },
    'branch-is-base': {
      what: 'Der Branch der Karte ist der Zielbranch selbst.',
      todo: 'Es gibt nichts zu mergen. Verschiebe die Karte nach Fertig.',
    },
    'taken-back': {
      what: 'Der Zielbranch hat einen Commit, der diesen Branch rückgängig macht. Für Git ist er schon gemergt.',
      todo: 'Lass den Agenten die Commits mit dem Befehl unten neu anlegen.',
    },
    'finish-pending': {
      what: 'Ein früherer Abschluss wartet auf sein Remote.',
      todo: 'Er wird jede Minute wiederholt. Prüfe das Remote.',
    },
    'push-failed': {
      what: 'Das Remote hat den Push abgelehnt.',
      todo: 'Sieh seine Antwort unten an und schließe dann erneut ab.',
    },
    'base-moved': { what: 'Der Zielbranch hat sich geändert.', todo: 'Prüfe erneut und schließe dann ab.' },
    interrupted: {
      what: 'Ein Neustart des Hubs hat den Abschluss unterbrochen.',
      todo: 'Prüfe erneut und schließe dann ab.',
    },
    'check-failed': {
      what: 'Die Prüfung des Projekts ist fehlgeschlagen.',
      todo: 'Lass den Agenten nachbessern; die Ausgabe steht unten.',
    },
  },
  stashOpen: 'Stashen',
  stashed: (title) => `Änderungen bei „${title}“ sind gestasht.`,
  couldNotStash: (title) => `Die Änderungen bei „${title}“ wurden nicht gestasht`,
  stashCount: (count) => `${many(count, 'Stash', 'Stashes')} in diesem Repository`,
  applyStash: 'Anwenden',
  applyStashNamed: (name) => `„${name}“ anwenden`,
  stashApplied: (name) => `„${name}“ angewendet.`,
  couldNotApplyStash: (name) => `„${name}“ wurde nicht angewendet und bleibt im Stash`,
  commitOpen: 'Committen',
  commitMessageOf: 'Commit-Nachricht',
  openCommitted: (message) => `„${message}“ committet.`,
  couldNotCommitOpen: (title) => `Der Worktree von „${title}“ wurde nicht committet`,
  updateBase: 'Holen und aktualisieren',
  baseUpdated: 'Der Zielbranch ist auf dem Stand des Remotes.',
  couldNotUpdateBase: (title) => `Der Zielbranch von „${title}“ wurde nicht aktualisiert`,
}
