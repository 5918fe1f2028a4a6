import type { SettingName } from '../../../../../../domain/settings/settings.js'

/** Texts of the hub's settings. A setting without a text does not compile. */
export const settingsEn: Readonly<Record<SettingName, { readonly label: string; readonly hint: string }>> = {
  tmuxMouse: {
    label: 'Wheel and clicks go to the session',
    hint: 'Programs that read the mouse get both. In other clients the wheel scrolls through the history of tmux.',
  },
  tmuxStatus: { label: 'Status line of tmux', hint: 'Shown below the terminals of sessions that the hub started.' },
  remoteApproval: { label: 'Approvals from here', hint: 'Off leaves every question to the terminal of the agent.' },
  autoRestore: {
    label: 'Restore sessions after tmux was restarted',
    hint: 'Only those that ran, in their folder or not at all. Counts from the next start of the hub.',
  },
  autoRestoreContinue: {
    label: 'Continue the conversation of a restored CLI',
    hint: 'Off starts it afresh in its folder. Counts from the next start of the hub.',
  },
  alarmPauses: {
    label: 'Pause a session after an alarm',
    hint: 'A tool that ran without a valid approval interrupts its session until you acknowledge it',
  },
  weakenedStart: {
    label: 'Refuse strict sessions in weakened projects',
    hint: 'Off starts them and alerts you: settings in the project switch hooks off or change their variables',
  },
  recordNewSessions: {
    label: 'Record new sessions',
    hint: 'Those that the hub starts from now on. Secrets are masked by known patterns only.',
  },
}
