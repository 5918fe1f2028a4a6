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
      label: 'Send wheel and clicks to the session',
      hint: 'For programs that use the mouse. Elsewhere the wheel scrolls the tmux history.',
    },
    de: {
      label: 'Mausrad und Klicks an die Sitzung senden',
      hint: 'Für Programme, die die Maus nutzen. Sonst blättert das Rad im Verlauf von tmux.',
    },
  },
  tmuxStatus: {
    en: { label: 'tmux status line', hint: 'Shown below terminals of sessions started by the hub.' },
    de: { label: 'tmux-Statuszeile', hint: 'Unter den Terminals von Sitzungen, die der Hub gestartet hat.' },
  },
  remoteApproval: {
    en: { label: 'Answer approvals in Penates', hint: 'When off, every question stays in the terminal of its agent.' },
    de: { label: 'Freigaben in Penates beantworten', hint: 'Wenn aus, bleibt jede Frage im Terminal ihres Agenten.' },
  },
  autoRestore: {
    en: {
      label: 'Restore sessions after a restart of tmux',
      hint: 'Only sessions that were running and whose folder still exists. Takes effect after a restart.',
    },
    de: {
      label: 'Sitzungen nach einem Neustart von tmux wiederherstellen',
      hint: 'Nur Sitzungen, die liefen und deren Ordner noch da ist. Gilt nach einem Neustart.',
    },
  },
  autoRestoreContinue: {
    en: {
      label: 'Continue the conversation of a restored CLI',
      hint: 'When off, it starts a new conversation in its folder. Takes effect after a restart.',
    },
    de: {
      label: 'Die Unterhaltung einer wiederhergestellten CLI fortsetzen',
      hint: 'Wenn aus, beginnt sie in ihrem Ordner eine neue Unterhaltung. Gilt nach einem Neustart.',
    },
  },
  alarmPauses: {
    en: {
      label: 'Pause a session after an alarm',
      hint: 'A tool that ran without a valid approval pauses its session until you acknowledge it',
    },
    de: {
      label: 'Sitzung nach einem Alarm anhalten',
      hint: 'Ein Werkzeug, das ohne gültige Freigabe lief, hält seine Sitzung an, bis du es bestätigst',
    },
  },
  weakenedStart: {
    en: {
      label: 'Refuse strict sessions in projects with hooks turned off',
      hint: 'When off, they start and you get an alert. Such settings turn hooks off or change their variables.',
    },
    de: {
      label: 'Strenge Sitzungen in Projekten mit ausgeschalteten Hooks ablehnen',
      hint: 'Wenn aus, starten sie, und du wirst benachrichtigt. Solche Einstellungen schalten Hooks ab oder ändern ihre Variablen.',
    },
  },
  recordNewSessions: {
    en: {
      label: 'Record new sessions',
      hint: 'Sessions started from now on. Only known patterns of secrets are masked.',
    },
    de: {
      label: 'Neue Sitzungen aufzeichnen',
      hint: 'Sitzungen, die ab jetzt starten. Geheimnisse werden nur nach bekannten Mustern verdeckt.',
    },
  },
}
