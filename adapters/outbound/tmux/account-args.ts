import type { Args } from '../../../application/shared/command-runner.port.js'
import { shellWord } from '../../../domain/agents/command-line.js'
import { accountVariables, asAccount, type Account } from '../../../infrastructure/process/as-account.js'

/**
 * Gives the terminal to the account, then becomes the program. A terminal that belongs to the server's user can be used, but
 * not opened by its name, as `/dev/stderr` or by a program that asks for a passphrase. The text is constant: ids and args
 * come as arguments.
 */
const WITH_TERMINAL = 'chown "$1" /dev/fd/0; shift; exec "$@"'
const NAME = 'penates-session'

const inTerminalOf = (account: Account, program: ReadonlyArray<string>): Args => [
  '/bin/sh',
  '-c',
  WITH_TERMINAL,
  NAME,
  String(account.uid),
  ...asAccount(account),
  ...program,
]

/** A command line in the account's shell, the plain shell for an empty one: an argv that tmux starts without a shell. */
export const accountProgram = (account: Account, command: string): Args =>
  inTerminalOf(account, command === '' ? [account.shell, '-l'] : [account.shell, '-c', command])

/** The command line out of such an argv, empty for the plain shell; `null` for any other argv. */
export function commandOfAccount(args: ReadonlyArray<string>): string | null {
  if (args[2] !== WITH_TERMINAL || args[3] !== NAME) return null
  const [command = '', flag] = args.slice(-2).reverse()
  return flag === '-c' ? command : ''
}

/**
 * Environment of the account, and the program of panes that are opened in the session later. A command that is typed at
 * tmux's own prompt (`new-window COMMAND`) still runs as the server's user, who is the only one that can type there.
 */
export function accountSettings(
  id: string,
  { account, environment }: { readonly account: Account; readonly environment: Readonly<Record<string, string>> },
): ReadonlyArray<Args> {
  const target = ['-t', `${id}:`]
  const { set, unset } = accountVariables(account, environment)
  const shell = ['exec', ...accountProgram(account, '').map(shellWord)].join(' ')
  return [
    ...unset.map((name): Args => ['set-environment', ...target, '-r', '--', name]),
    ...Object.entries(set).map(([name, value]): Args => ['set-environment', ...target, '--', name, value]),
    ['set-option', ...target, '--', 'default-shell', account.shell],
    ['set-option', ...target, '--', 'default-command', shell],
  ]
}
