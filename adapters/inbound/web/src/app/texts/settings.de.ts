import type { settingsEn } from './settings.en.js'

export const settingsDe: typeof settingsEn = {
  tmuxMouse: {
    label: 'Mausrad und Klicks gehen an die Sitzung',
    hint: 'Programme, die die Maus lesen, bekommen beides. In anderen Clients blättert das Rad in der Historie von tmux.',
  },
  tmuxStatus: {
    label: 'Statuszeile von tmux',
    hint: 'Steht unter den Terminals der Sitzungen, die der Hub gestartet hat.',
  },
  remoteApproval: { label: 'Freigaben von hier', hint: 'Aus überlässt jede Frage dem Terminal des Agenten.' },
  autoRestore: {
    label: 'Sitzungen nach einem Neustart von tmux wiederherstellen',
    hint: 'Nur was lief, in seinem Ordner oder gar nicht. Gilt ab dem nächsten Start des Hubs.',
  },
  autoRestoreContinue: {
    label: 'Die Unterhaltung einer wiederhergestellten CLI fortsetzen',
    hint: 'Sonst beginnt sie neu in ihrem Ordner. Gilt ab dem nächsten Start des Hubs.',
  },
  alarmPauses: {
    label: 'Sitzung nach einem Alarm anhalten',
    hint: 'Ein Werkzeug, das ohne gültige Freigabe lief, unterbricht seine Sitzung, bis du es bestätigst',
  },
  weakenedStart: {
    label: 'Strenge Sitzungen in geschwächten Projekten ablehnen',
    hint: 'Sonst starten sie, und du wirst benachrichtigt: Einstellungen im Projekt schalten Hooks ab oder ändern ihre Variablen',
  },
  recordNewSessions: {
    label: 'Neue Sitzungen aufzeichnen',
    hint: 'Die der Hub ab jetzt startet. Geheimnisse werden nur nach bekannten Mustern verdeckt.',
  },
}
