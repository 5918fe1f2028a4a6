import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { StepFailed, step } from './progress.mjs'
import { root, run } from './run.mjs'

/** A tool from outside: the program to look for, the lowest version that does, its package by package manager. */
const TOOLS = {
  tmux: { programs: ['tmux'], atLeast: '3.2', version: ['-V'], packages: { all: 'tmux' } },
  git: { programs: ['git'], packages: { all: 'git' } },
  python3: { programs: ['python3'], packages: { brew: 'python', pacman: 'python', all: 'python3' } },
  make: { programs: ['make'], packages: { all: 'make' } },
  'c++': { programs: ['g++', 'c++', 'clang++'], packages: { dnf: 'gcc-c++', pacman: 'gcc', brew: 'llvm', all: 'g++' } },
  chromium: {
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    places: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    packages: { brew: '--cask google-chrome', all: 'chromium' },
  },
  firefox: { programs: ['firefox-esr'], packages: { all: 'firefox-esr' } },
  webkit: { programs: ['WebKitWebDriver'], packages: { all: 'webkit2gtk-driver' } },
  xvfb: { programs: ['Xvfb'], packages: { all: 'xvfb' } },
  openssl: { programs: ['openssl'], packages: { all: 'openssl' } },
  ssh: { programs: ['ssh'], packages: { pacman: 'openssh', brew: 'openssh', all: 'openssh-client' } },
  zsh: { programs: ['zsh'], packages: { all: 'zsh' } },
  dash: { programs: ['dash'], packages: { all: 'dash' } },
  bwrap: { programs: ['bwrap'], packages: { all: 'bubblewrap' } },
  fish: { programs: ['fish'], packages: { all: 'fish' } },
  debootstrap: { programs: ['debootstrap'], packages: { all: 'debootstrap' } },
  krb5: {
    programs: ['krb5-config'],
    packages: { dnf: 'krb5-devel', zypper: 'krb5-devel', pacman: 'krb5', apk: 'krb5-dev', all: 'libkrb5-dev' },
  },
  ssl: {
    programs: [],
    places: ['/usr/include/openssl/ssl.h'],
    packages: {
      dnf: 'openssl-devel',
      zypper: 'libopenssl-devel',
      pacman: 'openssl',
      apk: 'openssl-dev',
      all: 'libssl-dev',
    },
  },
}

/** Programs that the hub needs at run time. */
export const TO_RUN = ['tmux', 'git']
/** Programs that compile nodegit. */
export const TO_COMPILE = ['python3', 'make', 'c++']
/** A browser to drive, certificates for servers of the tests' own, shells, and a sandbox for what they run. */
export const TO_TEST = [
  'chromium',
  'openssl',
  'zsh',
  'fish',
  'dash',
  ...(process.platform === 'linux' ? ['bwrap'] : []),
]

/** Further browsers, and a display for the one that has no headless mode. */
export const OTHER_ENGINES = ['firefox', 'webkit', 'xvfb']

const MANAGERS = [
  { name: 'apt-get', install: 'apt-get install -y', asRoot: true },
  { name: 'dnf', install: 'dnf install -y', asRoot: true },
  { name: 'pacman', install: 'pacman -S --needed', asRoot: true },
  { name: 'zypper', install: 'zypper install -y', asRoot: true },
  { name: 'apk', install: 'apk add', asRoot: true },
  { name: 'brew', install: 'brew install', asRoot: false },
]

/** Path of a program on `PATH`. */
export function find(program) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path))
}

/** `null` when the tool is there and new enough, else what is wrong. */
async function fault(name) {
  const tool = TOOLS[name]
  const program = tool.programs.map(find).find((path) => path !== undefined)
  if (program === undefined) return tool.places?.some((place) => existsSync(place)) ? null : `${name} is missing`
  if (tool.atLeast === undefined) return null
  const { output } = await run(program, tool.version, { quiet: true })
  const found = /\d+(\.\d+)*/.exec(output)?.[0]
  return found !== undefined && isAtLeast(found, tool.atLeast)
    ? null
    : `${name} ${found ?? 'of unknown version'} is too old: ${tool.atLeast} or newer is needed`
}

/** Compares dotted numbers: `3.10` is newer than `3.2`. */
export function isAtLeast(version, wanted) {
  const [have, want] = [version, wanted].map((text) => text.split('.').map(Number))
  const at = want.findIndex((number, i) => number !== (have[i] ?? 0))
  return at === -1 || (have[at] ?? 0) > want[at]
}

/** The lowest Node.js that package.json accepts. */
export function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const wanted = /\d[\d.]*/.exec(engines.node)[0]
  if (isAtLeast(process.versions.node, wanted)) return `Node.js ${process.versions.node}`
  throw new StepFailed(
    `Penates needs Node.js ${wanted} or newer; this is ${process.versions.node}.\n` +
      'Get a newer one from https://nodejs.org or your package manager, then start again.',
  )
}

const isDebian = () => {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8')) && find('apt-get')
  } catch {
    return false
  }
}
export const isRoot = () => process.getuid?.() === 0

function packagesOf(names, manager) {
  return names.map((name) => TOOLS[name].packages[manager] ?? TOOLS[name].packages.all)
}

/** The one command that brings what is missing, in this machine's own words. */
function mend(names) {
  const manager = MANAGERS.find(({ name }) => find(name))
  if (manager === undefined) return `Install ${names.join(', ')} with your package manager, then start again.`
  const sudo = manager.asRoot && !isRoot() ? 'sudo ' : ''
  return `Run this, then start again:\n\n    ${sudo}${manager.install} ${packagesOf(names, manager.name).join(' ')}`
}

/** The last apt-get of this process; two at once would refuse each other the lock of dpkg. */
let lastApt = Promise.resolve()

async function aptGet(args) {
  const running = lastApt.then(() => run('apt-get', args, { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } }))
  lastApt = running
  const { code, output } = await running
  if (code !== 0) throw new StepFailed(`apt-get ${args.join(' ')} failed:\n\n${output.slice(-3000)}`)
}

/** Makes sure of the tools: installs them as root on Debian, elsewhere says how. */
export async function ensureTools(names) {
  const faults = (await Promise.all(names.map(async (name) => ({ name, what: await fault(name) })))).filter(
    ({ what }) => what !== null,
  )
  if (faults.length === 0) return
  const missing = faults.map(({ name }) => name)
  if (!isDebian() || !isRoot()) throw new StepFailed(`${faults.map(({ what }) => what).join('; ')}.\n${mend(missing)}`)
  await step(`Installing ${missing.join(', ')} with apt-get`, async () => {
    await aptGet(['update'])
    await aptGet(['install', '-y', '--no-install-recommends', ...packagesOf(missing, 'apt-get')])
  })
  const left = (await Promise.all(missing.map(fault))).filter((what) => what !== null)
  if (left.length > 0) throw new StepFailed(`Still not right after apt-get: ${left.join('; ')}.`)
}

/** Node's own headers, where they came with it: node-gyp then compiles without fetching them. */
export function headersOfNode() {
  const prefix = dirname(dirname(process.execPath))
  return existsSync(join(prefix, 'include', 'node', 'node_version.h')) ? { npm_config_nodedir: prefix } : {}
}
