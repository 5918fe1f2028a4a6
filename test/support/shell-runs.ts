import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'

/** Programs that are found in the sandbox. Each writes its name to a log and does nothing else. */
const PROGRAMS = [
  'ls',
  'cat',
  'git',
  'npm',
  'grep',
  'touch',
  'rm',
  'make',
  'more',
  'time',
  'a',
  'b',
  'E',
  '#',
  'x',
  'env',
  'sudo',
  'xargs',
]

/** Options that Claude Code 2.1.332 sets in front of `eval`, by shell. It runs no dash; the line is then the one for other shells. */
const OPTIONS: Readonly<Record<string, string>> = {
  bash: '\\builtin shopt -u extglob 2>/dev/null || true && ',
  zsh: '\\builtin setopt NO_EXTENDED_GLOB NO_BARE_GLOB_QUAL NO_BRACE_CCL NO_MAGIC_EQUAL_SUBST NO_RC_QUOTES NO_EQUALS 2>/dev/null || true && ',
  dash: '',
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const START: Readonly<Record<string, string>> = { bash: 'bash --norc --noprofile', dash: 'dash', zsh: 'zsh -f' }

/** Command lines of the ways in which a script reaches a shell. */
const WAYS: Readonly<Record<string, (shell: string, script: string, file: string) => string>> = {
  '-c': (shell, script) => `${START[shell] ?? ''} -c ${quoted(script)} </dev/null`,
  // As the command line of the real CLI, 2.1.197 and 2.1.332.
  eval: (shell, script) =>
    `${START[shell] ?? ''} -c ${quoted(`${OPTIONS[shell] ?? ''}eval ${quoted(script)} < /dev/null && pwd -P >| /log/cwd`)} </dev/null`,
  typed: (shell, _, file) => `${START[shell] ?? ''} -i <${file}`,
}

const SHELLS = Object.keys(START)

/** Effects of a script in one shell. */
export interface ShellRun {
  readonly script: string
  /** Shell and way: `zsh eval`. */
  readonly by: string
  /** Names of programs that ran. */
  readonly programs: ReadonlyArray<string>
  /** Names of files that were made. */
  readonly files: ReadonlyArray<string>
}

/**
 * Runs each script in bash, dash and zsh, with `-c`, in the `eval` of Claude Code and typed, and returns what they did.
 * They run in a sandbox without network, with an empty home folder, where each program only leaves its name.
 */
export async function runInShells(scripts: ReadonlyArray<string>): Promise<ReadonlyArray<ShellRun>> {
  const place = await mkdtemp(join(tmpdir(), 'shells-'))
  try {
    await Promise.all(['programs', 'scripts'].map((folder) => mkdir(join(place, folder))))
    for (const program of PROGRAMS) {
      const path = join(place, 'programs', program)
      await writeFile(path, `#!/bin/dash\necho "$RUN \${0##*/}" >>/log/runs\n`)
      await chmod(path, 0o755)
    }
    for (const shell of ['bash', 'dash', 'sh', 'zsh'])
      await symlink(`/usr/bin/${shell}`, join(place, 'programs', shell))
    await Promise.all(scripts.map((script, at) => writeFile(join(place, 'scripts', String(at)), `${script}\n`)))
    const runs = SHELLS.flatMap((shell) => Object.keys(WAYS).map((way) => runBy(place, shell, way, scripts)))
    return (await Promise.all(runs)).flat()
  } finally {
    await rm(place, { recursive: true, force: true, maxRetries: 10 })
  }
}

async function runBy(place: string, shell: string, way: string, scripts: ReadonlyArray<string>): Promise<ShellRun[]> {
  const logs = join(place, `${shell}${way}`)
  const homes = scripts.map((_, at) => join(logs, 'homes', String(at)))
  await mkdir(join(logs, 'homes'), { recursive: true })
  await Promise.all(homes.map((home) => mkdir(home)))
  const lines = scripts.map((script, at) => {
    const line = WAYS[way]?.(shell, script, `/scripts/${at}`) ?? ''
    return `cd /log/homes/${at}; HOME=/log/homes/${at} RUN=${at} ${line} >/dev/null 2>&1`
  })
  await writeFile(join(logs, 'driver'), `${lines.join('\n')}\nexit 0\n`)
  await writeFile(join(logs, 'runs'), '')
  await new Promise<void>((resolve, reject) => {
    execFile('bwrap', sandboxArgs(place, logs), { timeout: 280_000, maxBuffer: 1 << 24 }, (error, _, stderr) => {
      if (error === null) resolve()
      else reject(new Error(`${shell} ${way}: ${error.message}\n${stderr.slice(-2_000)}`))
    })
  })
  const log = await readFile(join(logs, 'runs'), 'utf8')
  const programs = new Map(scripts.map((_, at) => [String(at), [] as string[]]))
  for (const line of log.split('\n')) {
    const [, at = '', name = ''] = /^(\d+) (.*)$/.exec(line) ?? []
    programs.get(at)?.push(name)
  }
  const files = await Promise.all(homes.map(async (home) => await readdir(home)))
  return scripts.map((script, at) => ({
    ...{ script, by: `${shell} ${way}`, programs: programs.get(String(at)) ?? [], files: files[at] ?? [] },
  }))
}

/** Variables have values that do harm where a shell evaluates them. */
const HOSTILE = { x: 'a[$(touch pwn)]', y: '$(touch pwn)', F: '`touch pwn`; touch pwn' }

function sandboxArgs(place: string, logs: string): ReadonlyArray<string> {
  const variables = { PATH: '/programs', TERM: 'dumb', HISTFILE: '/dev/null', LC_ALL: 'C.UTF-8', ...HOSTILE }
  return [
    ...['--unshare-all', '--die-with-parent', '--new-session', '--clearenv'],
    ...[
      '--ro-bind',
      '/usr',
      '/usr',
      '--ro-bind-try',
      '/lib',
      '/lib',
      '--ro-bind-try',
      '/lib64',
      '/lib64',
      '--ro-bind',
      '/bin',
      '/bin',
    ],
    ...['--dev', '/dev', '--bind', logs, '/log'],
    ...['--ro-bind', join(place, 'programs'), '/programs', '--ro-bind', join(place, 'scripts'), '/scripts'],
    ...Object.entries(variables).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['/bin/dash', '/log/driver'],
  ]
}
