import type { SettingName } from '../../../../../domain/settings/settings.js'
import type { Language } from '../app/texts/messages.js'

interface SettingText {
  readonly label: string
  readonly hint: string
}

/** Texts of the hub's settings. A setting without a text in each language does not compile. */
export const HUB_SETTINGS: Readonly<Record<SettingName, Readonly<Record<Language, SettingText>>>> = {
  tmuxMouse: {
    en: {
      label: 'Wheel and clicks go to the session',
      hint: 'Programs that read the mouse get both. In other clients the wheel scrolls through the history of tmux.',
    },
    de: {
      label: 'Mausrad und Klicks gehen an die Sitzung',
      hint: 'Programme, die die Maus lesen, bekommen beides. In anderen Clients blättert das Rad in der Historie von tmux.',
    },
  },
  tmuxStatus: {
    en: { label: 'Status line of tmux', hint: 'Shown below the terminals of sessions that the hub started.' },
    de: { label: 'Statuszeile von tmux', hint: 'Steht unter den Terminals der Sitzungen, die der Hub gestartet hat.' },
  },
  remoteApproval: {
    en: { label: 'Answer approvals in Penates', hint: 'When off, every question stays in the terminal of its agent.' },
    de: { label: 'Freigaben von hier', hint: 'Aus überlässt jede Frage dem Terminal des Agenten.' },
  },
  autoRestore: {
    en: {
      label: 'Restore sessions after tmux was restarted',
      hint: 'Only those that ran, in their folder or not at all. Takes effect after a restart of the hub.',
    },
    de: {
      label: 'Sitzungen nach einem Neustart von tmux wiederherstellen',
      hint: 'Nur was lief, in seinem Ordner oder gar nicht. Gilt nach einem Neustart des Hubs.',
    },
  },
  autoRestoreContinue: {
    en: {
      label: 'Continue the conversation of a restored CLI',
      hint: 'When off, it starts a new conversation in its folder. Takes effect after a restart of the hub.',
    },
    de: {
      label: 'Die Unterhaltung einer wiederhergestellten CLI fortsetzen',
      hint: 'Sonst beginnt sie neu in ihrem Ordner. Gilt nach einem Neustart des Hubs.',
    },
  },
  alarmPauses: {
    en: {
      label: 'Pause a session after an alarm',
      hint: 'A tool that ran without a valid approval interrupts its session until you acknowledge it',
    },
    de: {
      label: 'Sitzung nach einem Alarm anhalten',
      hint: 'Ein Werkzeug, das ohne gültige Freigabe lief, unterbricht seine Sitzung, bis du es bestätigst',
    },
  },
  weakenedStart: {
    en: {
      label: 'Refuse strict sessions in projects with hooks turned off',
      hint: 'Off starts them and alerts you: settings in the project switch hooks off or change their variables',
    },
    de: {
      label: 'Strenge Sitzungen in Projekten mit ausgeschalteten Hooks ablehnen',
      hint: 'Sonst starten sie, und du wirst benachrichtigt: Einstellungen im Projekt schalten Hooks ab oder ändern ihre Variablen',
    },
  },
  recordNewSessions: {
    en: {
      label: 'Record new sessions',
      hint: 'Those that the hub starts from now on. Secrets are masked by known patterns only.',
    },
    de: {
      label: 'Neue Sitzungen aufzeichnen',
      hint: 'Die der Hub ab jetzt startet. Geheimnisse werden nur nach bekannten Mustern verdeckt.',
    },
  },
}
