import { command } from '../description.js'

/** Commands that work on this machine, without a running hub. */
export const SERVE = command({
  path: 'serve',
  summary: 'Run the hub in the foreground',
  details: `Prints the link that signs you in where the output is a terminal; elsewhere "penates token --link" does.
Stop it with Ctrl-C or SIGTERM; sessions keep running. "penates" alone does the same.

The environment, and a .env file in the current folder, configure it:`,
  isRemote: false,
})

export const SERVICE = command({
  path: 'service',
  summary: 'Run the hub as a service of this machine',
  details: `install starts the hub with the machine and again when it fails; repeated, it takes over changes.
status ends with 0 when the service runs. logs prints the last lines of the hub's log.
remove stops the service and deletes its definition; sessions keep running.

On Linux the service is a unit of systemd, on macOS an agent of launchd. The variables that configure the hub are taken
from the present environment, and a .env file from the present folder each time the service starts; secrets are left to
that file.`,
  arguments: [{ name: 'action', summary: 'operation', choices: ['install', 'status', 'logs', 'remove'] }],
  isRemote: false,
})

export const TOKEN = command({
  path: 'token',
  summary: 'Show or rotate the operator token',
  details: `rotate makes a new token and prints it; the old one is refused from then on, also by a running hub.

The holder of the token can do everything that you can do on this machine.`,
  arguments: [{ name: 'action', summary: 'operation (show)', isOptional: true, choices: ['show', 'rotate'] }],
  options: { link: { summary: 'print the link that signs you in, in place of the token alone' } },
  isRemote: false,
})

/** The catalogue adds the values of `--cli`. */
export const HOOKS = command({
  path: 'hooks',
  summary: 'Let a coding CLI report to the hub and ask it',
  details: `Hooks in the user settings of the CLI through which sessions report their activity and ask for permission.
Everything else in the settings stays as it is. status prints the state of the hooks; install adds or updates them;
remove deletes them.

Running sessions use the new hooks after a restart of the CLI. opencode gets a plugin file. Codex runs hooks only after you have
trusted them: it asks at its next start, and status says so until then.`,
  arguments: [
    { name: 'action', summary: 'operation (status)', isOptional: true, choices: ['status', 'install', 'remove'] },
  ],
  options: {
    cli: { value: 'CLI', summary: 'coding CLI (claude)' },
    strict: {
      summary:
        'put a wrapper before every tool: no tool runs without an answer of the hub that allows it, also when the hub is down',
    },
    managed: {
      summary:
        'put the wrapper into the managed settings of the machine as well, which no project can switch off; needs the rights of the administrator (sudo -E)',
    },
  },
  isRemote: false,
})

export const AUDIT = command({
  path: 'audit',
  summary: 'Check the log of approvals for changes',
  details: `Reads approvals.log, in which every question, decision, outcome and delivery is chained to the one before it, and
names the first record that is edited, missing, out of its place or cut off. Changes nothing; the hub may be running.`,
  arguments: [{ name: 'action', summary: 'operation', choices: ['verify'] }],
  isRemote: false,
})

export const PRICES = command({
  path: 'prices',
  summary: 'Show the prices of models, and the models without one',
  details: `Prints prices in US dollars for a million tokens and the source of each: prices.json in the state folder goes before
the built-in table. While the hub runs, also names the models of the last 90 days without a known price. Ends with 1 when
prices.json is invalid; nothing of it is used then.`,
  arguments: [{ name: 'action', summary: 'operation', choices: ['check'] }],
  isRemote: false,
})

export const BACKUP = command({
  path: 'backup',
  summary: 'Write the state of the hub into a file',
  details: `The new file contains sessions, board, projects, settings, subscriptions, logs of approvals, and the token; only you can
read it. Keep it as you keep the token. The hub may be running.`,
  arguments: [{ name: 'file', summary: 'file to create', completes: 'file' }],
  isRemote: false,
})

export const RESTORE = command({
  path: 'restore',
  summary: 'Restore a file of penates backup',
  details: 'The hub must not be running.',
  arguments: [{ name: 'file', summary: 'file of penates backup', completes: 'file' }],
  options: { overwrite: { summary: 'replace existing state, which is kept aside in a folder whose name is printed' } },
  isRemote: false,
})

export const DOCTOR = command({
  path: 'doctor',
  summary: 'Check everything that the hub needs',
  details: `Changes nothing. Every fault is printed with advice. Ends with 0 when the hub can run, with 1 otherwise.
With --json: {"ok", "findings": [{"name", "state", "detail", "mend"}]}.`,
  isRemote: false,
})

export const ACP = command({
  path: 'acp',
  summary: 'Talk to an agent over the Agent Client Protocol (ACP)',
  details: `Starts the program and speaks version 1 of the protocol with it. Shows its text, tool calls and plan above a prompt.

Enter sends the prompt, Ctrl-J makes a line break. What is sent while the agent works waits for the end of the turn. Ctrl-C stops
the turn; pressed twice, and Ctrl-D at an empty line, end the conversation. A request for permission is answered by y or n and
Enter; in a session of the hub also in the hub, whichever comes first. Nothing is ever allowed for good.

For opencode: penates acp -- opencode acp`,
  arguments: [{ name: 'program', summary: 'program and its arguments', isVariadic: true }],
  options: {
    strict: {
      value: 'KEY',
      summary:
        'allow nothing without an answer of the hub that is signed for this key; set by the hub for strict sessions',
    },
    resume: { value: 'ID', summary: 'continue this conversation of the agent' },
  },
  isRemote: false,
})

export const COMPLETION = command({
  path: 'completion',
  summary: 'Print the completion script of a shell',
  details: `bash: eval "$(penates completion bash)" in ~/.bashrc
zsh:  eval "$(penates completion zsh)" in ~/.zshrc, after compinit
fish: penates completion fish > ~/.config/fish/completions/penates.fish`,
  arguments: [{ name: 'shell', summary: 'shell', choices: ['bash', 'zsh', 'fish'] }],
  isRemote: false,
})

/** Called by completion scripts. */
export const COMPLETE = command({
  path: 'complete',
  summary: 'Print the candidates of a word',
  arguments: [{ name: 'words', summary: 'words of the command line', isOptional: true, isVariadic: true }],
  isRemote: false,
  isHidden: true,
})

export const MAN = command({
  path: 'man',
  summary: 'Print the manual page',
  details: 'Read it with: penates man | man -l -',
  isRemote: false,
})

export const PROFILES_LS = command({
  path: 'profiles ls',
  summary: 'List profiles; tokens are not printed',
  isRemote: false,
})

export const PROFILES_ADD = command({
  path: 'profiles add',
  summary: 'Add or replace a profile',
  details: `Stores the address of a hub and its token in profiles.json of the config folder, readable by you only.
Without --token-file the token is read from the standard input.`,
  arguments: [
    { name: 'name', summary: 'name of the profile' },
    { name: 'url', summary: 'address of the hub' },
  ],
  options: {
    'token-file': { value: 'FILE', summary: 'file that contains the token (-: the standard input)', completes: 'file' },
    'without-token': { summary: 'store no token' },
  },
  isRemote: false,
})

export const PROFILES_RM = command({
  path: 'profiles rm',
  summary: 'Remove a profile',
  arguments: [{ name: 'name', summary: 'profile', completes: 'profile' }],
  exits: ['notFound'],
  isRemote: false,
})

export const PROFILES_USE = command({
  path: 'profiles use',
  summary: 'Choose the profile for commands without --hub and --profile',
  arguments: [
    { name: 'name', summary: 'profile; without one, the hub of this machine', isOptional: true, completes: 'profile' },
  ],
  exits: ['notFound'],
  isRemote: false,
})
