import { HTTP_REPORTS, type HookRoute } from '../../../../domain/attention/hook.js'
import type { GateKind, HookTargets } from '../../../../domain/hooks/installation.js'
import type { HookEntry, WantedHooks } from './settings-text.js'

/**
 * Seconds that a hook waits where its end, or that of the hub, lets nothing run: the dialog of the agent is beside it or follows it,
 * and the wrapper refuses. A week.
 */
const HELD_TIMEOUT = 604_800
/** Seconds, where the agent would run the call after a hook that has failed. */
const GATE_TIMEOUT = 125
/** Seconds. The hub answers at once; a longer timeout would only delay the agent when the hub is down. */
const REPORT_TIMEOUT = 2

/** Hooks of an installation; their payloads were measured with 2.1.197. `strict` puts a wrapper before every tool; see `gate` in the scripts. */
export function wantedHooks(places: HookTargets, gate: GateKind): WantedHooks {
  const { hubUrl, node, scripts } = places
  const reports = HTTP_REPORTS.map(
    (event) => [event, entry(http(`${hubUrl}/api/hooks/${event}`, REPORT_TIMEOUT))] as const,
  )
  return {
    entries: {
      ...Object.fromEntries(reports),
      // Claude Code never sends this event over HTTP, so it needs a program.
      SessionStart: entry(reporter(places, 'SessionStart')),
      PreToolUse: gate === 'ask' ? askingGate(places) : strictGate(places),
      PermissionRequest: entry(http(`${hubUrl}/api/hooks/PermissionRequest`, HELD_TIMEOUT, HELD)),
      Elicitation: entry(http(`${hubUrl}/api/hooks/Elicitation`, HELD_TIMEOUT, HELD)),
    },
    statusLine: { _owner: 'penates', type: 'command', command: program(node, scripts.statusLine, hubUrl) },
  }
}

/**
 * Exit status of the wrapper that lets a tool run. An emptied script ends with 0, a missing one with 1 or 127, a killed
 * one above 128.
 */
const PASSED = 47

/**
 * Hook in exec form, which the CLI starts without its own shell and without `CLAUDE_CODE_SHELL_PREFIX`. The shell and what it starts
 * get none of the variables that settings of the project set for hooks, such as `OPENSSL_CONF`, `SHELLOPTS` and exported functions;
 * loaders read theirs for `env` itself, so the settings of a strict session set these. `env` and `sh` alone are on every machine: a
 * program that is missing lets the tool run (2.1.197).
 *
 * Every status but `PASSED` ends in 2, the only one that stops a tool (2.1.197, 2.1.332). `onFailure` covers the shell
 * itself being killed; 2.1.332 has it, 2.1.197 ignores it.
 */
const wrapper = ({ hubUrl, node, scripts, answerKey }: HookTargets, only: OnlyFor = always): Hook => {
  const asked = `${words(node, scripts.gate, hubUrl, answerKey, String(HELD_TIMEOUT))}; case $? in ${String(PASSED)}) ;; *) exit 2;; esac`
  return {
    type: 'command',
    command: '/usr/bin/env',
    args: ['-i', '/bin/sh', '-c', only(asked)],
    timeout: HELD_TIMEOUT,
    onFailure: 'block',
  }
}

/**
 * Modes of the payload in which the agent would run a call without asking; `domain/approvals/approval.ts` has the other copy. A word of
 * the call itself may match as well, which only starts the program.
 */
const UNASKED = `*bypassPermissions*|*'"auto"'*`

/**
 * Holds the calls that the agent would run without asking. Its failure and that of the hook over HTTP let the tool run, so the program
 * holds a call that it has sent. The shell spares a start of Node for every other call.
 */
const holdProgram = ({ hubUrl, node, scripts }: HookTargets): Hook => ({
  type: 'command',
  command: `[ -n "$PENATES_SESSION" ] || exit 0; call=$(cat); case $call in ${UNASKED}) printf %s "$call" | ${program(node, scripts.hold, hubUrl, String(HELD_TIMEOUT))};; esac`,
  timeout: HELD_TIMEOUT,
})

const askingGate = (places: HookTargets): HookEntry =>
  entry(
    http(`${places.hubUrl}/api/hooks/pre-tool-use`, GATE_TIMEOUT, { 'X-Penates-Gate': 'http+hold' }),
    holdProgram(places),
  )

/** Stops the tools of versions before 2.1.139, which ignore `args`: there `env` alone would end with 0. */
const argsCheck = ({ scripts }: HookTargets): Hook => ({
  type: 'command',
  command: scripts.argsCheck,
  args: ['args'],
  timeout: GATE_TIMEOUT,
})

/** Hook that reports an event by a program and never fails. In shell form: without its arguments, `env` would print variables for the agent. */
const reporter = ({ hubUrl, node, scripts }: HookTargets, event: HookRoute, only: OnlyFor = always): Hook => ({
  type: 'command',
  command: only(`${words('/usr/bin/env', '-i', node, scripts.report, event, hubUrl)} || true`),
  timeout: REPORT_TIMEOUT,
})

type Hook = Readonly<Record<string, unknown>>

/** Restricts a line for a shell to some users. */
type OnlyFor = (line: string) => string
const always: OnlyFor = (line) => line

/**
 * Settings for the command line of a strict session, where they take precedence over the project's: hooks are added to
 * the project's hooks, `disableAllHooks` and variables are overridden (2.1.197, 2.1.332). Tool runs are reported by a program that
 * finds its session without environment variables, because `env` of the project could clear them.
 */
export function strictStartSettings(
  places: HookTargets,
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  return { disableAllHooks: false, env: variables, hooks: strictHooks(strictGate(places), places) }
}

const strictGate = (places: HookTargets): HookEntry => entry(wrapper(places), argsCheck(places))

const strictHooks = (gate: HookEntry, places: HookTargets, only?: OnlyFor) => ({
  PreToolUse: [gate],
  PostToolUse: [entry(reporter(places, 'PostToolUse', only))],
  PostToolUseFailure: [entry(reporter(places, 'PostToolUseFailure', only))],
  SessionStart: [entry(reporter(places, 'SessionStart', only))],
})

/**
 * Managed settings with the gate before every tool, for one user of the machine. Managed hooks run independently of
 * project and user settings (2.1.197, 2.1.332). Other users may be unable to start the check for arguments, which stands in the settings of
 * the user.
 */
export function managedSettingsText(places: HookTargets, uid: number): string {
  const only = (line: string): string => `[ "$(/usr/bin/id -u)" -ne ${String(uid)} ] || { ${line}; }`
  const hooks = strictHooks(entry(wrapper(places, only)), places, only)
  return `${JSON.stringify({ disableAllHooks: false, hooks }, null, 2)}\n`
}

/** Hook entry for every tool: an empty matcher matches all. */
const entry = (...hooks: ReadonlyArray<Hook>): HookEntry => ({ _owner: 'penates', matcher: '', hooks })

/** Header by which the hub holds a call for as long as the hook waits. */
const HELD = { 'X-Penates-Hold': String(HELD_TIMEOUT) }

/**
 * HTTP hook. Claude Code expands the variables; outside the hub's sessions they are empty, and the hub does not decide.
 * `CLAUDE_JOB_DIR` is set for agents in the background alone (2.1.197, 2.1.332).
 */
const http = (url: string, timeout: number, more: Readonly<Record<string, string>> = {}): Hook => ({
  type: 'http',
  url,
  timeout,
  headers: {
    Authorization: 'Bearer $PENATES_TOKEN',
    'X-Penates-Session': '$PENATES_SESSION',
    'X-Penates-Gate': 'http',
    'X-Penates-Background': '$CLAUDE_JOB_DIR',
    ...more,
  },
  allowedEnvVars: ['PENATES_TOKEN', 'PENATES_SESSION', 'CLAUDE_JOB_DIR'],
})

/** Shell command that runs a script, with `NODE_OPTIONS` of the person cleared. */
export const program = (node: string, ...argv: ReadonlyArray<string>): string => `NODE_OPTIONS= ${words(node, ...argv)}`

const words = (...argv: ReadonlyArray<string>): string => argv.map(quoted).join(' ')

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`
