/** Exit codes of the program and their meaning. */
export const EXITS = {
  ok: { code: 0, meaning: 'Done. Also when the reader of the output has closed the pipe' },
  failed: { code: 1, meaning: 'The command failed; stderr names the reason' },
  usage: { code: 2, meaning: 'Invalid command, argument or option' },
  unreachable: { code: 3, meaning: 'The hub does not answer, or no hub runs on this machine' },
  forbidden: { code: 4, meaning: 'The token is missing, wrong or without the permission' },
  notFound: { code: 5, meaning: 'There is no such session, card, project, approval, token or webhook' },
  conflict: { code: 6, meaning: 'The present state does not allow it' },
  unknown: { code: 7, meaning: 'The delivery of the prompt is not confirmed' },
  timeout: { code: 8, meaning: 'The time limit of the command has passed' },
  version: { code: 9, meaning: 'The hub is of another version, or another program answered' },
  turnFailed: { code: 10, meaning: 'The state is reached, and the last turn of the agent failed' },
} as const satisfies Readonly<Record<string, { readonly code: number; readonly meaning: string }>>

export type ExitName = keyof typeof EXITS
export type ExitCode = (typeof EXITS)[ExitName]['code']

/** Codes by name. */
export const EXIT = Object.fromEntries(Object.entries(EXITS).map(([name, { code }]) => [name, code])) as {
  readonly [Name in ExitName]: (typeof EXITS)[Name]['code']
}
