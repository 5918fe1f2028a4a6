import type { Args } from '../../../application/shared/command-runner.port.js'
import type { SessionSpec } from '../../../application/sessions/session-host.port.js'
import type { Account } from '../../../infrastructure/process/as-account.js'
import type { SessionId } from '../../../domain/sessions/session-id.js'
import { accountProgram, accountSettings } from './account-args.js'
import { literal, quote, unaliased } from './command-line.js'
import { ID_OPTION } from './session-identities.js'

/** Equal to the maximum of `scrollback`. */
const HISTORY_LINES = 10_000
/** Command of the first window until it is replaced. Ends by itself if the hub exits in between. */
const PLACEHOLDER: Args = ['sleep', '20']

/** Name of a window whose program ended while it was watched. */
export const ENDED_WINDOW = 'penates-ended'

/** Time for which a dead pane stays so that the hub can read its last lines. */
const ORPHAN_S = 5

/**
 * Creates a session with a placeholder. History limit, options and secrets must be set before the first real pane
 * exists, and only a session carries them without a change of global options.
 */
export const createArgs = ({ name, directory, size }: SessionSpec): Args => [
  'new-session',
  '-d',
  '-E', // what the server has of agents and displays counts, not what the hub was started with
  '-P',
  '-F',
  '#{session_id}',
  '-s',
  literal(name),
  '-x',
  String(size.columns),
  '-y',
  String(size.rows),
  '-c',
  literal(directory),
  '--',
  ...PLACEHOLDER,
]

/**
 * Must follow `createArgs` in the same call: with `destroy-unattached` on, tmux ends the new session as soon as the next
 * client leaves, which may be the one that created it, and no snapshot may contain the session without its id.
 */
export const remainOnExitArgs = ({ name, id }: SessionSpec): readonly [Args, Args] => [
  ['set-option', '-t', `=${name}:`, 'destroy-unattached', 'off'],
  identityArgs(`=${name}:`, id),
]

/** Stores the id of a session with the session. */
export const identityArgs = (target: string, id: SessionId): Args => ['set-option', '-t', target, '--', ID_OPTION, id]

/** The account that programs of sessions run as, and what the server's own environment is. */
export interface SessionAccount {
  readonly account: Account
  readonly environment: Readonly<Record<string, string>>
}

/**
 * Replaces the placeholder by the real program. tmux does all of it before it looks at any process again. With `as` the
 * program, and what later panes of the session start with, run as that account.
 */
export const configureArgs = (id: string, spec: SessionSpec, as: SessionAccount | null): ReadonlyArray<Args> => [
  ...(as === null ? [] : accountSettings(id, as)),
  ...Object.entries(spec.environment).map(([name, value]): Args => [
    'set-environment',
    '-t',
    `${id}:`,
    '--',
    name,
    value,
  ]),
  ['set-option', '-t', `${id}:`, 'history-limit', String(HISTORY_LINES)],
  mouseArgs(`${id}:`, spec.mouse),
  ...(spec.hidesStatus === true ? [statusArgs(`${id}:`, false)] : []),
  [
    'new-window',
    '-k',
    '-t',
    `${id}:^`,
    '-c',
    literal(spec.directory),
    ...(as === null ? inShell(spec.command) : ['--', ...accountProgram(as.account, spec.command)]),
  ],
  ['set-option', '-w', '-t', `${id}:`, 'remain-on-exit', 'on'],
  ['set-option', '-w', '-t', `${id}:`, 'remain-on-exit-format', ''],
  ['set-hook', '-w', '-t', `${id}:`, 'pane-died', onDeath(id)],
]

const inShell = (command: string): ReadonlyArray<string> => (command === '' ? [] : ['--', command])

/**
 * Hooks: makes the death known by a notification, and ends the session should we not live to do it. A hook's own
 * commands are not notified of, those of a job that it starts are. tmux 3.5a, notify_add.
 */
const onDeath = (id: string): string =>
  `${later(0, ifThere(id, `${named('rename-window')} -t ${id}:^ ${ENDED_WINDOW}`))} ; ${later(ORPHAN_S, ifThere(id, `${named('kill-session')} -t ${id}:`))}`

const named = (command: string): string => unaliased([command])[0]

const later = (seconds: number, command: string): string =>
  `${named('run-shell')} -b -d ${seconds} -C ${quote(literal(command))}`

/** Runs a command only if the session exists. tmux shows errors without a client to the next client that attaches. */
const ifThere = (id: string, command: string): string =>
  `${named('if-shell')} -F -t ${id}: ${quote(`#{==:#{session_id},${id}}`)} ${quote(command)}`

export const mouseArgs = (target: string, mouse: boolean): Args => [
  'set-option',
  '-t',
  target,
  'mouse',
  mouse ? 'on' : 'off',
]

/** Without its own value a session follows the global option. */
export const statusArgs = (target: string, shown: boolean): Args =>
  shown ? ['set-option', '-u', '-t', target, 'status'] : ['set-option', '-t', target, 'status', 'off']

/** Reply for a pane whose output goes to a command already, by a hook of the person. */
export const FOREIGN_PIPE = 'foreign'

/** Seconds after which the copy ends should the hub not live to end it; a start takes 8 s at most. */
const COPY_S = 15
/** Without timeout(1), as on macOS, the copy ends with the pane. */
const COPY = `if command -v timeout >/dev/null; then exec timeout ${COPY_S} cat >/dev/null; fi; exec cat >/dev/null`

/**
 * Copies the output of the program, with its own reply and one of the command that it runs. tmux closes a pane when
 * its program ends, and loses output that it has not read by then; with a pipe it reads all of it first. tmux 3.5a,
 * window_pane_destroy_ready. A pane has one pipe, so a foreign one stays and does the same.
 */
export const pipeArgs = (id: string): Args => [
  'if-shell',
  '-F',
  '-t',
  `${id}:^`,
  '#{pane_pipe}',
  `${named('display-message')} -p ${FOREIGN_PIPE}`,
  `${named('pipe-pane')} -O -t ${id}:^ ${quote(COPY)}`,
]

/** Makes the session end with its program from now on. The first reply is `1` when the program has already ended. */
export const finalizeArgs = (id: string, hasPipe: boolean): ReadonlyArray<Args> => [
  ['display-message', '-p', '-t', `${id}:^`, '#{pane_dead}'],
  ['set-hook', '-w', '-u', '-t', `${id}:^`, 'pane-died'],
  ['set-option', '-w', '-u', '-t', `${id}:^`, 'remain-on-exit-format'],
  ['set-option', '-w', '-u', '-t', `${id}:^`, 'remain-on-exit'],
  ...(hasPipe ? [['pipe-pane', '-t', `${id}:^`] as const] : []),
]

/** Exit status of a program that ended. Passed to `screenQuestions` as the format of the facts. */
export const DEAD_FORMAT = '#{pane_dead_status}'
