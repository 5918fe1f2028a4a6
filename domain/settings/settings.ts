/** What a person can change while the hub runs. */
export interface Settings {
  /** Whether wheel and click reach the hub's own sessions. */
  readonly tmuxMouse: 'on' | 'off'
  /** Whether an agent's question may be answered from elsewhere than its terminal. */
  readonly remoteApproval: boolean
  /** Whether sessions are started again after the session host died. Read when the hub starts. */
  readonly autoRestore: boolean
  /** Whether a session that is started again continues its last conversation. Read when the hub starts. */
  readonly autoRestoreContinue: boolean
}
