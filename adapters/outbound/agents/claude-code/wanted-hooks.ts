import { HTTP_REPORTS } from '../../../../domain/attention/hook.js'
import type { GateKind, HookTargets } from '../../../../domain/hooks/installation.js'
import type { HookEntry, WantedHooks } from './settings-text.js'

/** Seconds. The hub holds a call for 110 s and the wrapper waits 115 s; the agent must outlast both. */
const GATE_TIMEOUT = 125
/** Seconds. The hub answers at once; a longer timeout would only delay the agent when the hub is down. */
const REPORT_TIMEOUT = 2

/** Hooks of an installation; their payloads were measured with 2.1.197. `strict` puts a wrapper before every tool; see `gate` in the scripts. */
export function wantedHooks(places: HookTargets, gate: GateKind): WantedHooks {
  const { hubUrl, node, scripts } = places
  const reports = HTTP_REPORTS.map(
    (event) => [event, entry(http(`${hubUrl}/api/hooks/${event}`, REPORT_TIMEOUT))] as const,
  )
  const start = `${program(node, scripts.report, 'SessionStart', hubUrl)} || true`
  return {
    entries: {
      ...Object.fromEntries(reports),
      // Claude Code never sends this event over HTTP, so it needs a program.
      SessionStart: entry({ type: 'command', command: start, timeout: REPORT_TIMEOUT }),
      PreToolUse: entry(gate === 'ask' ? http(`${hubUrl}/api/hooks/pre-tool-use`, GATE_TIMEOUT) : wrapper(places)),
      PermissionRequest: entry(http(`${hubUrl}/api/hooks/PermissionRequest`, GATE_TIMEOUT)),
      Elicitation: entry(http(`${hubUrl}/api/hooks/Elicitation`, GATE_TIMEOUT)),
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
 * Every status but `PASSED` ends in 2, the only one that stops a tool (2.1.197, 2.1.332). `onFailure` covers the shell
 * itself being killed; 2.1.332 has it, 2.1.197 ignores it.
 */
const wrapper = ({ hubUrl, node, scripts, answerKey }: HookTargets): Readonly<Record<string, unknown>> => ({
  type: 'command',
  command: `${program(node, scripts.gate, hubUrl, answerKey)}; [ $? -eq ${String(PASSED)} ] || exit 2`,
  timeout: GATE_TIMEOUT,
  onFailure: 'block',
})

/**
 * Settings for the command line of a strict session, where they take precedence over the project's: hooks are added to
 * the project's hooks, `disableAllHooks` is overridden (2.1.197, 2.1.332). Tool runs are reported by a program that
 * finds its session without environment variables, because `env` of the project could clear them.
 */
export function strictStartSettings(places: HookTargets): Readonly<Record<string, unknown>> {
  const { hubUrl, node, scripts } = places
  const report = (event: string): HookEntry =>
    entry({
      type: 'command',
      command: `${program(node, scripts.report, event, hubUrl)} || true`,
      timeout: REPORT_TIMEOUT,
    })
  return {
    disableAllHooks: false,
    hooks: {
      PreToolUse: [entry(wrapper(places))],
      PostToolUse: [report('PostToolUse')],
      PostToolUseFailure: [report('PostToolUseFailure')],
      SessionStart: [report('SessionStart')],
    },
  }
}

/**
 * Managed settings with the gate before every tool, for one user of the machine. Managed hooks run independently of
 * project and user settings (2.1.197, 2.1.332).
 */
export function managedSettingsText(places: HookTargets, uid: number): string {
  const { disableAllHooks, hooks } = strictStartSettings(places)
  const only = (command: string): string => `[ "$(/usr/bin/id -u)" -ne ${String(uid)} ] || { ${command}; }`
  const forUser = JSON.parse(JSON.stringify(hooks), (key, value: unknown) =>
    key === 'command' && typeof value === 'string' ? only(value) : value,
  ) as unknown
  return `${JSON.stringify({ disableAllHooks, hooks: forUser }, null, 2)}\n`
}

/** Hook entry for every tool: an empty matcher matches all. */
const entry = (hook: Readonly<Record<string, unknown>>): HookEntry => ({
  _owner: 'penates',
  matcher: '',
  hooks: [hook],
})

/**
 * HTTP hook. Claude Code expands the variables; outside the hub's sessions they are empty, and the hub does not decide.
 * `CLAUDE_JOB_DIR` is set for agents in the background alone (2.1.197, 2.1.332).
 */
const http = (url: string, timeout: number): Readonly<Record<string, unknown>> => ({
  type: 'http',
  url,
  timeout,
  headers: {
    Authorization: 'Bearer $PENATES_TOKEN',
    'X-Penates-Session': '$PENATES_SESSION',
    'X-Penates-Gate': 'http',
    'X-Penates-Background': '$CLAUDE_JOB_DIR',
  },
  allowedEnvVars: ['PENATES_TOKEN', 'PENATES_SESSION', 'CLAUDE_JOB_DIR'],
})

/** Shell command that runs a script, with `NODE_OPTIONS` of the person cleared. */
export const program = (node: string, ...argv: ReadonlyArray<string>): string =>
  ['NODE_OPTIONS=', quoted(node), ...argv.map(quoted)].join(' ')

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`
