/**
 * Ways in which a command can do lasting harm: it deletes, runs what it downloads, runs as another user, overwrites a remote
 * branch, or writes outside of the folder. Or what it starts is lost to the hub: it is not part of the session, runs at another time, is an
 * agent with rules of its own, or is one whose gate is taken away.
 */
export type RiskKind =
  | 'deletes'
  | 'runs-download'
  | 'as-root'
  | 'force-push'
  | 'outside'
  | 'leaves-session'
  | 'runs-later'
  | 'starts-agent'
  | 'without-gate'

/** Part of a command in UTF-16 code units, from `from` up to but excluding `to`. */
export interface Risk {
  readonly kind: RiskKind
  readonly from: number
  readonly to: number
}

/** Characters of a command that are looked at. */
const INSPECTED = 100_000

/** Behind this a word is the name of a program: start of a command, a variable, or a program that runs another one. */
const STARTS =
  '(?:^\\s{0,9}|[;&|(`{!]\\s{0,9}|-c\\s{0,9}["\']\\s{0,9}|\\w=\\S{0,200}\\s{1,9}|(?<![\\w./-])(?:bunx|command|do|doas|else|env|exec|nohup|npx|setsid|sudo|then|time|timeout\\s{1,9}\\S{1,20}|xargs)\\s{1,9}(?:-\\S{1,40}\\s{1,9}){0,4})'
/** Rest of a simple command. */
const REST = '[^;&|\\n]{0,300}'
/** The name comes first: it is rare, and what stands before it is looked at only there. */
const program = (names: string, rest = `(?=[\\s;&|)]|$)${REST}`): RegExp =>
  new RegExp(`(?:${names})(?<=${STARTS}(?:[^\\s;&|"'\`$()]{0,200}/)?(?:${names}))${rest}`, 'gm')

const AGENTS =
  'claude|codex|opencode|gemini|agy|(?:@[\\w.-]{1,40}/)?(?:claude-code|codex|opencode-ai|gemini-cli)(?:@[\\w.-]{1,40})?'
/** Commands of an agent's program that start no agent. */
const NO_AGENT =
  '(?!\\s{1,9}(?:-v|-V|-h|--version|--help|auth|completion|config|debug|doctor|install|login|logout|mcp|models|plugins?|stats|update|upgrade)(?:\\s|$))'
/** Options and variables by which an agent leaves out the hooks that the hub has installed. */
const UNGATED =
  '--(?:bare|settings|setting-sources|managed-settings|ignore-user-config|ignore-rules|profile|pure|disable\\s{1,9}\\S{0,20}hooks)\\b|-c\\s{0,9}\\S{0,20}hooks|-p\\s{1,9}(?=\\w{1,40}\\s{1,9}exec\\b)'
const MOVED = '(?:CLAUDE_CONFIG_DIR|CLAUDE_CODE_SIMPLE|CODEX_HOME|OPENCODE_(?:CONFIG\\w{0,20}|PURE)|PENATES_\\w{1,40})'

/** Every repetition is bounded, so that a hostile command is read in a moment. */
const PATTERNS: ReadonlyArray<readonly [RiskKind, RegExp]> = [
  ['deletes', /\brm\s{1,9}(?:-\S{1,40}\s{1,9}){0,9}-(?:-recursive\b|[a-zA-Z]{0,9}[rR])[^;&|\n]{0,300}/g],
  ['deletes', /\bfind\b[^;&|\n]{0,300}\s-delete\b/g],
  ['deletes', /\bgit\b[^;&|\n]{0,60}\s(?:clean\s[^;&|\n]{0,60}-[a-zA-Z]{0,9}f|reset\s[^;&|\n]{0,60}--hard)\b/g],
  ['deletes', /\b(?:mkfs(?:\.\w{1,9})?|shred)\s[^;&|\n]{1,300}/g],
  [
    'runs-download',
    /\b(?:curl|wget)\b[^;\n]{0,300}\|\s{0,9}(?:sudo\s{1,9})?(?:\S{0,60}\/)?(?:ba|z|da|k|fi)?(?:sh|python3?|node|perl|ruby)\b/g,
  ],
  [
    'runs-download',
    /\b(?:(?:ba|z|da|k)?sh|eval|source|python3?|node)\b[^;|\n]{0,60}(?:\$\(|<\(|`)\s{0,9}(?:curl|wget)\b/g,
  ],
  ['as-root', /(?<![\w./-])(?:sudo|doas|pkexec|su)(?=\s)/g],
  [
    'force-push',
    /\bgit\b[^;&|\n]{0,60}\spush\b[^;&|\n]{0,120}\s(?:--force(?:-with-lease\S{0,100})?|-[a-zA-Z]{0,9}f|\+\S{1,200})(?=\s|$)/g,
  ],
  ['leaves-session', program('abduco|daemon|daemonize|disown|dtach|nohup|screen|setsid|start-stop-daemon|zellij')],
  [
    'leaves-session',
    program(
      'tmux',
      `\\s${REST}?(?:\\s-[a-zA-Z0-9]{0,9}[LS]|\\b(?:new|neww|splitw|send|run|if|attach|new-\\w{1,9}|split-window|send-keys|run-shell|if-shell|respawn-\\w{1,9}|pipe-pane|source-file|set-hook)(?=\\s|$))${REST}`,
    ),
  ],
  [
    'leaves-session',
    /\b(?:docker|podman)\b[^;&|\n]{0,60}\srun\b[^;&|\n]{0,120}\s(?:-[a-z]{0,4}d[a-z]{0,4}|--detach)(?=\s)/g,
  ],
  ['runs-later', program('at|batch|launchctl|systemd-run', `(?:\\s${REST}|$)`)],
  ['runs-later', program('crontab', `(?!\\s{1,9}-l)(?:\\s${REST}|$)`)],
  [
    'runs-later',
    program(
      'systemctl',
      `\\s${REST}?\\b(?:start|restart|reload\\S{0,20}|enable|reenable|link|edit|daemon-reload)(?=\\s|$)${REST}`,
    ),
  ],
  ['starts-agent', program(AGENTS, `${NO_AGENT}(?=[\\s;&|)"']|$)${REST}`)],
  ['without-gate', program(AGENTS, `${NO_AGENT}\\s${REST}?(?:${UNGATED})${REST}`)],
  ['without-gate', /\bdisableAllHooks\b/g],
  [
    'without-gate',
    new RegExp(
      `\\b${MOVED}=|\\b(?:unset|env)\\s${REST}?\\b${MOVED}\\b|\\benv\\s{1,9}-(?:i\\b|\\s|-ignore-environment)${REST}`,
      'g',
    ),
  ],
]

/** Redirections and `tee`, with the path that they write to. */
const WRITES = /(?:>{1,2}\|?|\btee\s(?:-a\s)?)\s{0,9}(["']?)([~/][^\s;&|"']{0,1000})\1/g
const HARMLESS = /^\/dev\/(?:null|stdout|stderr|tty|fd\/\d)$/

/**
 * Risks that can be recognised in the first 100,000 characters of a shell command, in its order, also where quotes and backslashes are
 * within a word; `cwd` is `null` where it is unknown. A hint for readers: a command without risks can still do harm.
 */
export function risksOf(whole: string, cwd: string | null): ReadonlyArray<Risk> {
  const command = whole.slice(0, INSPECTED)
  const found = risksIn(command, cwd)
  const places = placesWithoutQuotes(command)
  if (places.length < command.length) {
    const placeOf = (at: number): number => places[at] ?? command.length
    for (const { kind, from, to } of risksIn(places.map((at) => command.charAt(at)).join(''), cwd)) {
      const hidden: Risk = { kind, from: placeOf(from), to: placeOf(to - 1) + 1 }
      if (!found.some((known) => known.kind === kind && known.from < hidden.to && hidden.from < known.to))
        found.push(hidden)
    }
  }
  return found.sort((one, other) => one.from - other.from || one.to - other.to)
}

function risksIn(command: string, cwd: string | null): Risk[] {
  const found: Risk[] = []
  for (const [kind, pattern] of PATTERNS)
    for (const { index, 0: part } of command.matchAll(pattern))
      found.push({ kind, from: index, to: index + part.length })
  for (const { index, 0: part, 2: path = '' } of command.matchAll(WRITES))
    if (!HARMLESS.test(path) && isOutside(path, cwd))
      found.push({ kind: 'outside', from: index, to: index + part.length })
  return found
}

/** Places of the characters that are left without quotes, backslashes and continuations of a line. */
function placesWithoutQuotes(command: string): ReadonlyArray<number> {
  const places: number[] = []
  for (let at = 0; at < command.length; at++) {
    const character = command.charAt(at)
    if (character === '\\' && command.charAt(at + 1) === '\n') at += 1
    else if (!`\\'"`.includes(character)) places.push(at)
  }
  return places
}

/** True for an absolute path, or one in the home folder, that is not in `cwd`. False where `cwd` is unknown. */
export function isOutside(path: string, cwd: string | null): boolean {
  if (cwd === null || !/^[~/]/.test(path)) return false
  const leavesAgain = path.split('/').includes('..')
  return leavesAgain || (path !== cwd && !path.startsWith(cwd.endsWith('/') ? cwd : `${cwd}/`))
}
