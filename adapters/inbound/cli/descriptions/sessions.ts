import { command } from '../description.js'

const NAME = { name: 'name', summary: 'session', completes: 'session' } as const

const MAX_LINES = 10_000
/** A day. */
const MAX_TIMEOUT_S = 86_400

export const SESSIONS_LS = command({
  path: 'sessions ls',
  summary: 'List sessions',
  options: {
    status: { value: 'STATUS', summary: 'only sessions of this status', choices: ['running', 'dormant', 'foreign'] },
  },
  isRemote: true,
})

export const SESSIONS_NEW = command({
  path: 'sessions new',
  summary: 'Start a session',
  details: 'Without a command the default coding CLI of the hub is started.',
  arguments: [
    { name: 'name', summary: 'name of the new session' },
    { name: 'command', summary: 'command line, as the words after --', isOptional: true, isVariadic: true },
  ],
  options: {
    directory: { short: 'd', value: 'FOLDER', summary: 'folder on the machine of the hub', completes: 'file' },
    shell: { summary: 'start a shell' },
  },
  exits: ['conflict'],
  isRemote: true,
})

export const SESSIONS_ATTACH = command({
  path: 'sessions attach',
  summary: 'Show and use the terminal of a session',
  details: `Needs a terminal. The session takes over the size of the window. Lost connections are opened again. Keys typed
meanwhile are kept in their order, up to 4 KiB, shown as a number of bytes, and typed when the connection is back;
Ctrl-C or Esc Esc discards them. The session keeps running after the detach key.`,
  arguments: [NAME],
  options: {
    'detach-key': { value: 'KEY', summary: 'key that detaches: ctrl- and a letter or one of @ [ \\ ] ^ _ (ctrl-])' },
  },
  exits: ['notFound'],
  isRemote: true,
})

/** Twelve hours. */
export const DEFAULT_RECORD_MINUTES = 720
/** Some hours of a coding agent. */
export const DEFAULT_RECORD_MB = 50

export const SESSIONS_RECORD = command({
  path: 'sessions record',
  summary: 'Record the terminal of a session',
  details: `Writes the output as an asciicast (version 3), which asciinema and its players show, until the session ends, Ctrl-C or
a limit. Only this user can read the file. Passwords, tokens and private keys are replaced by asterisks where they are
recognised by their form; what was typed is not recorded, but what the session printed of it is. The recording has
the size of this terminal, or 120 by 40, which becomes the size of the session while no one else shows it. Lost
connections are opened again and marked in the recording.`,
  arguments: [NAME, { name: 'file', summary: 'new file, such as shop.cast', completes: 'file' }],
  options: {
    'max-mb': {
      value: 'MB',
      summary: `largest size of the file in 10^6 bytes (${String(DEFAULT_RECORD_MB)})`,
      integer: { min: 1, max: 10_000 },
    },
    'max-minutes': {
      value: 'MINUTES',
      summary: `longest time (${String(DEFAULT_RECORD_MINUTES)})`,
      integer: { min: 1, max: 10_080 },
    },
  },
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const SESSIONS_KILL = command({
  path: 'sessions kill',
  summary: 'End a session',
  details: 'The entry is removed as well, unless the settings of the hub keep it.',
  arguments: [NAME],
  options: { keep: { summary: 'keep the entry, so that the session can be restored' } },
  exits: ['notFound'],
  isRemote: true,
})

export const SESSIONS_RENAME = command({
  path: 'sessions rename',
  summary: 'Rename a session',
  arguments: [NAME, { name: 'new-name', summary: 'new name' }],
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const SESSIONS_RESTORE = command({
  path: 'sessions restore',
  summary: 'Start a dormant session again',
  arguments: [NAME],
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const SESSIONS_SEND = command({
  path: 'sessions send',
  summary: 'Send a prompt to a session',
  details: `The prompt goes through the queue of the session, which types it at most once. Prints the state of the delivery:
  delivered  the agent has confirmed it; in a session that has shown no agent, the hub has typed it with Enter
  queued     the agent was at work and reads it afterwards, or it waits in the queue behind another one on its way
  unknown    no confirmation within the time limit; the command ends with 7

A session that waits for an answer is refused: Enter could allow a tool call. So is an agent that does not show its prompt.`,
  arguments: [NAME, { name: 'text', summary: 'words of the prompt; -: the standard input', isVariadic: true }],
  options: {
    timeout: {
      value: 'SECONDS',
      summary: 'time limit of the confirmation (10)',
      integer: { min: 1, max: MAX_TIMEOUT_S },
    },
    force: { summary: 'type it whatever the session shows, without the queue' },
  },
  exits: ['notFound', 'conflict', 'unknown'],
  isRemote: true,
})

export const SESSIONS_LOGS = command({
  path: 'sessions logs',
  summary: 'Print the text of a terminal, without colours',
  details: `With --follow the last lines, then new ones until the session ends. They are read once a second; a line that changes,
such as that of a spinner, is printed when it has stayed the same for a second, and those below it after it.`,
  arguments: [NAME],
  options: {
    lines: {
      short: 'n',
      value: 'N',
      summary: 'lines above the visible screen (2000)',
      integer: { min: 0, max: MAX_LINES },
    },
    all: { summary: `all lines that the hub keeps, ${String(MAX_LINES)} at most` },
    follow: { short: 'f', summary: 'print new lines as they come' },
  },
  exits: ['notFound'],
  isRemote: true,
})

export const SESSIONS_WAIT = command({
  path: 'sessions wait',
  summary: 'Wait for a state of a session',
  arguments: [NAME],
  options: {
    for: {
      value: 'STATE',
      summary: 'state; ready is idle or waiting (ready)',
      choices: ['ready', 'idle', 'waiting', 'working', 'ended'],
    },
    timeout: { value: 'SECONDS', summary: 'time limit (none)', integer: { min: 1, max: MAX_TIMEOUT_S } },
  },
  exits: ['notFound', 'timeout', 'turnFailed'],
  isRemote: true,
})
