import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ensureTools, find, isRoot } from './prerequisites.mjs'
import { StepFailed } from './progress.mjs'
import { root, run } from './run.mjs'

/** Images that the Dockerfiles name, used when a registry is reachable. */
const FROM_REGISTRY = 'debian:trixie-slim'
/** The image that is made without one. */
const MADE = 'penates-test-base'
/** Changes with the list below, so that an older one is not taken for it. */
const VERSION = 2
/** Packages that the Dockerfiles install. */
const PACKAGES = ['ca-certificates', 'git', 'openssh-client', 'openssh-server', 'systemd', 'tini', 'tmux']
/** They are not read there. */
const LEFT_OUT = ['var/cache/apt', 'var/lib/apt/lists', 'usr/share/doc', 'usr/share/locale', 'usr/share/man']

/**
 * The image that images of the tests stand on, by name: Debian from a registry where the engine reaches one, else made of
 * this machine's own packages, once; the result is kept in `.cache/containers`.
 */
export async function ensureBaseImage(docker, show) {
  const codename = /^VERSION_CODENAME=(\w+)/m.exec(readOsRelease())?.[1] ?? 'unknown'
  const name = `${MADE}:${codename}-${process.arch}-${VERSION}`
  if (await has(docker, name)) return name
  const kept = join(root, '.cache', 'containers', `${name.replace(':', '-')}.tar`)
  if (!existsSync(kept)) {
    show('asking a registry')
    if ((await has(docker, FROM_REGISTRY)) || (await canPull(docker))) return FROM_REGISTRY
    await make(kept, codename, show)
  }
  show('importing the image')
  const [repo, tag] = name.split(':')
  await toEnd(docker, await docker.importImage(kept, { repo, tag }))
  return name
}

const readOsRelease = () => {
  try {
    return readFileSync('/etc/os-release', 'utf8')
  } catch {
    return ''
  }
}

const has = (docker, name) =>
  docker
    .getImage(name)
    .inspect()
    .then(
      () => true,
      () => false,
    )

const canPull = (docker) =>
  docker
    .pull(FROM_REGISTRY)
    .then((stream) => toEnd(docker, stream))
    .then(
      () => true,
      () => false,
    )

/** Follows what the engine says while it works; rejects with what went wrong. */
const toEnd = (docker, stream) =>
  new Promise((settle, reject) => {
    const ended = (error, said) => {
      const fault = error?.message ?? said.find((one) => one.error !== undefined)?.error
      if (fault === undefined) settle()
      else reject(new StepFailed(fault))
    }
    docker.modem.followProgress(stream, ended)
  })

async function make(kept, codename, show) {
  if (!isRoot() || find('apt-get') === undefined)
    throw new StepFailed(
      `The engine reaches no registry with ${FROM_REGISTRY}, and only root on Debian can make an image.`,
    )
  await ensureTools(['debootstrap'])
  const folder = mkdtempSync(join(tmpdir(), 'penates-base-'))
  try {
    const tree = join(folder, 'tree')
    const words = ['--variant=minbase', `--include=${PACKAGES.join(',')}`, codename, tree, await mirror()]
    await must('debootstrap', words, show)
    for (const path of LEFT_OUT) rmSync(join(tree, path), { recursive: true, force: true })
    mkdirSync(dirname(kept), { recursive: true })
    await must('tar', ['--numeric-owner', '-C', tree, '-cf', `${kept}.part`, '.'], show)
    renameSync(`${kept}.part`, kept)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function must(program, words, show) {
  const { code, output } = await run(program, words, { quiet: true, onOutput: show })
  if (code !== 0) throw new StepFailed(`${program} failed:\n\n${output.slice(-3000)}`)
  return output
}

/** Package sources of this machine. apt-get(8), indextargets. */
async function mirror() {
  const { output } = await run('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'], {
    quiet: true,
  })
  const found = output.split('\n').find((line) => /^https?:/.test(line))
  if (found === undefined) throw new StepFailed('apt names no mirror that an image could be made from.')
  return found
}
